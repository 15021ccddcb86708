import type { DevMessage } from "./dev-message.ts";
import { type Html, html } from "./html.ts";

export interface MailboxPageOptions {
  appName: string;
  /** Where this service answers, for the command that empties the mailbox. */
  origin: string;
}

/**
 * The developer's mailbox as a page that needs no script and no inline style: the strictest policy fits it.
 * It is reloaded by hand; a page that reloads itself throws readers out of their place (WCAG 2.2.2).
 */
export function mailboxPage(messages: DevMessage[], { appName, origin }: MailboxPageOptions): string {
  const list =
    messages.length === 0
      ? html`<p class="empty">No messages yet. Whatever ${appName} would send appears here.</p>`
      : html`<ol class="messages">${messages.map(messageItem)}</ol>`;
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Mailbox (${String(messages.length)}) · ${appName}</title>
    <link rel="stylesheet" href="/__dev/style.css">
  </head>
  <body>
    <header>
      <h1>Mailbox</h1>
      <p>Mail and SMS that ${appName} sends in development stay here, newest first. <a href="">Reload</a></p>
    </header>
    <main>
      ${list}
    </main>
    <footer>
      <p>As JSON: <a href="/__dev/mail">/__dev/mail</a>, for one recipient <code>/__dev/mail?to=…</code></p>
      <p>To empty it: <code>curl -X DELETE ${origin}/__dev/mail</code></p>
    </footer>
  </body>
</html>
`.markup;
}

function messageItem({ id, channel, to, subject, text, links, code, createdAt }: DevMessage): Html {
  const heading = `subject-${id}`;
  return html`
        <li>
          <article aria-labelledby="${heading}">
            <h2 id="${heading}">${channel === "sms" ? "SMS" : subject}</h2>
            <dl>
              <div><dt>To</dt><dd>${to}</dd></div>
              <div><dt>Sent</dt><dd><time datetime="${createdAt}">${readable(createdAt)}</time></dd></div>
              ${code === null ? "" : html`<div><dt>Code</dt><dd><code class="code">${code}</code></dd></div>`}
              ${links.map((link) => html`<div><dt>Link</dt><dd><a href="${link}">${link}</a></dd></div>`)}
            </dl>
            <pre>${text}</pre>
          </article>
        </li>`;
}

/** `2026-03-01T09:30:00.000Z` as "2026-03-01 09:30:00 UTC". */
function readable(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

export const MAILBOX_CSS = `:root {
  color-scheme: light dark;
  --page: light-dark(#f4f4f5, #111113);
  --card: light-dark(#ffffff, #1c1c1f);
  --line: light-dark(#d4d4d8, #3f3f46);
  --text: light-dark(#18181b, #f4f4f5);
  --soft: light-dark(#52525b, #b4b4bb);
  --link: light-dark(#1d4ed8, #9db8ff);
}
* { box-sizing: border-box; }
body {
  max-width: 46rem;
  margin: 0 auto;
  padding: 2rem 1rem;
  background: var(--page);
  color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif;
}
h1 { margin: 0; font-size: 1.5rem; }
h2 { margin: 0 0 0.75rem; font-size: 1.125rem; }
header p, footer, .empty, dt { color: var(--soft); }
footer { font-size: 0.875rem; }
a { color: var(--link); overflow-wrap: anywhere; }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.messages { margin: 1.5rem 0; padding: 0; list-style: none; }
article {
  margin-bottom: 1rem;
  padding: 1.25rem;
  border: 1px solid var(--line);
  border-radius: 0.75rem;
  background: var(--card);
}
dl { margin: 0; }
dl div { display: flex; gap: 1rem; padding: 0.125rem 0; }
dt { flex: 0 0 3rem; }
dd { flex: 1; min-width: 0; margin: 0; overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, monospace; }
.code { font-size: 1.5rem; font-weight: 700; letter-spacing: 0.2em; }
pre {
  margin: 1rem 0 0;
  padding-top: 1rem;
  border-top: 1px solid var(--line);
  font-size: 0.875rem;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
`;
