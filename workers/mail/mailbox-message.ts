import type { DevMessage } from "./dev-message.ts";
import { type Html, html } from "./html.ts";

/** One message of the mailbox, to be read. */
export function mailboxMessage(message: DevMessage, mailFrom: string): Html {
  const { channel, to, subject, language, text, links, code, createdAt } = message;
  const isMail = channel === "email";
  return html`
        <article class="message" id="message" aria-labelledby="subject">
          <h2 id="subject"${isMail ? html` lang="${language}"` : ""}>${isMail ? subject : "SMS"}</h2>
          <dl class="facts">
            ${isMail ? html`<div><dt>From</dt><dd>${mailFrom}</dd></div>` : ""}
            <div><dt>To</dt><dd>${to}</dd></div>
            <div><dt>Sent</dt><dd><time datetime="${createdAt}">${readable(createdAt)}</time></dd></div>
          </dl>
          ${code === null ? "" : html`<p class="code"><span class="unseen">Code: </span><code>${code}</code></p>`}
          ${links.length === 0 ? "" : html`<p class="links">${links.map(linkButton)}</p>`}
          ${isMail ? asMail(message) : html`<pre class="bubble" lang="${language}">${text}</pre>`}
        </article>`;
}

function linkButton(link: string): Html {
  return html`<a class="button" href="${link}">Open ${pathOf(link)}</a> `;
}

function pathOf(link: string): string {
  return URL.canParse(link) ? new URL(link).pathname : link;
}

function asMail({ id, subject, language, text }: DevMessage): Html {
  const address = `/__dev/messages/${encodeURIComponent(id)}`;
  return html`<iframe src="${address}" title="Mail: ${subject}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
          <p class="soft"><a href="${address}" target="_blank">Look at it alone</a></p>
          <details>
            <summary>As text</summary>
            <pre lang="${language}">${text}</pre>
          </details>`;
}

/** `2026-03-01T09:30:00.000Z` as "2026-03-01 09:30:00 UTC". */
export function readable(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}
