import type { DevMessage } from "./dev-message.ts";
import { type Html, html } from "./html.ts";
import { mailboxMessage, readable } from "./mailbox-message.ts";

export interface MailboxPageOptions {
  appName: string;
  /** As whom mail would be sent. */
  mailFrom: string;
  /** Only messages to this address or number are shown. */
  to: string | undefined;
  /** The id of the message to be read; the newest without it. */
  chosen: string | undefined;
  theme: string | undefined;
}

/**
 * The developer's mailbox as a page that does without script and has no inline style: the strictest policy fits it. Style
 * and script are files of the build (web/src/dev-mailbox).
 */
export function mailboxPage(messages: DevMessage[], options: MailboxPageOptions): string {
  const { appName, to, theme, chosen, mailFrom } = options;
  const read = messages.find(({ id }) => id === chosen) ?? messages[0];
  return html`<!doctype html>
<html lang="en"${theme === undefined ? "" : html` data-theme="${theme}"`}>
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    ${NAMES_ITS_ORIGIN}
    <title>Mailbox (${String(messages.length)}) · ${appName}</title>
    <link rel="icon" href="/favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/__dev/style.css">
    <script src="/__dev/mailbox.js" type="module"></script>
  </head>
  <body>
    <header class="bar">
      <a class="brand" href="/"><span class="mark" aria-hidden="true"></span>${appName}</a>
      <nav aria-label="Elsewhere">
        <a href="/__dev/mail">As JSON</a>
        <a href="/docs">API reference</a>
      </nav>
    </header>
    <main data-newest="${messages[0]?.id ?? ""}">
      <div class="top">
        <div>
          <h1>Mailbox</h1>
          <p class="soft">Mail and SMS that nobody really gets, newest first: in development they stay here.</p>
        </div>
        ${searchForm(messages, to)}
        ${messages.length === 0 ? "" : EMPTY_FORM}
      </div>
      <p class="news" role="status"></p>
      ${read === undefined ? nothing(to) : html`<div class="columns">${list(messages, read, to)}${mailboxMessage(read, mailFrom)}</div>`}
    </main>
  </body>
</html>
`.markup;
}

/** Without a referrer browsers send forms as if from nowhere (`Origin: null`), which the service refuses. */
const NAMES_ITS_ORIGIN = html`<meta name="referrer" content="same-origin">`;

const EMPTY_FORM = html`<form method="post" action="/__dev/empty">
          <button class="button button-quiet">Empty the mailbox</button>
        </form>`;

function searchForm(messages: DevMessage[], to: string | undefined): Html {
  const recipients = [...new Set(messages.map((message) => message.to))];
  return html`<form class="search" method="get" action="/__dev" role="search">
          <label for="to">Recipient</label>
          <input id="to" name="to" type="search" list="recipients" value="${to ?? ""}" placeholder="all" autocomplete="off" spellcheck="false">
          <datalist id="recipients">${recipients.map((each) => html`<option value="${each}"></option>`)}</datalist>
          <button class="button button-quiet">Show</button>
          ${to === undefined ? "" : html`<a class="all" href="/__dev">All</a>`}
        </form>`;
}

function list(messages: DevMessage[], read: DevMessage, to: string | undefined): Html {
  return html`
        <nav aria-label="Messages">
          <ol class="list">${messages.map((message) => row(message, message === read, to))}</ol>
        </nav>`;
}

function row(message: DevMessage, isRead: boolean, to: string | undefined): Html {
  const { id, channel, subject, language, code, createdAt } = message;
  const query = new URLSearchParams({ ...(to && { to }), message: id });
  return html`
            <li>
              <a class="row" href="/__dev?${query.toString()}#message"${isRead ? html` aria-current="true"` : ""}>
                <span class="row-to">${message.to}</span>
                <time class="row-time" datetime="${createdAt}" title="${readable(createdAt)}">${createdAt.slice(11, 19)}</time>
                <span class="row-subject"${channel === "sms" ? "" : html` lang="${language}"`}>${channel === "sms" ? "SMS" : subject}</span>
                ${code === null ? "" : html`<span class="row-code">${code}</span>`}
              </a>
            </li>`;
}

function nothing(to: string | undefined): Html {
  const [title, text] = to
    ? [`Nothing for ${to}`, html`<a href="/__dev">Show all messages</a>`]
    : [
        "Nothing has been sent yet",
        html`<a href="/sign-up">Sign up</a> or <a href="/sign-in">sign in with a code</a>, and the mail is here.`,
      ];
  return html`<div class="nothing">
        <span class="mark" aria-hidden="true"></span>
        <h2>${title}</h2>
        <p class="soft">${text}</p>
      </div>`;
}
