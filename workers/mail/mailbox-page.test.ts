import { describe, expect, it } from "vitest";
import type { DevMessage } from "./dev-message.ts";
import { type MailboxPageOptions, mailboxPage } from "./mailbox-page.ts";

const options: MailboxPageOptions = {
  appName: "Genkan",
  mailFrom: '"Genkan" <no-reply@localhost>',
  to: undefined,
  chosen: undefined,
  theme: undefined,
};
const message: DevMessage = {
  id: "msg_1",
  channel: "email",
  to: "ada@example.com",
  subject: "Confirm your email address for Genkan",
  text: "Your code: 042137",
  html: "<p>042137</p>",
  links: ["http://localhost:8787/confirm#token=abc"],
  code: "042137",
  createdAt: "2026-03-01T09:30:05.000Z",
  language: "en",
};
const second = { ...message, id: "msg_2", subject: "the second", text: "words of the second" };
const sms: DevMessage = { ...message, channel: "sms", subject: "", html: "", links: [], to: "+81312345678" };

describe("the mailbox page", () => {
  it("shows who wrote to whom and when, with the code and a link that opens", () => {
    const page = mailboxPage([message], options);
    const from = "&quot;Genkan&quot; &lt;no-reply@localhost&gt;";
    for (const part of [from, message.subject, message.to, "2026-03-01 09:30:05 UTC", message.text]) {
      expect(page).toContain(part);
    }
    expect(page).toContain("<code>042137</code>");
    expect(page).toContain('href="http://localhost:8787/confirm#token=abc">Open /confirm</a>');
  });

  it("shows a mail in a frame that may do nothing but open its links elsewhere", () => {
    const page = mailboxPage([message], options);
    expect(page).toContain('src="/__dev/messages/msg_1"');
    expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page).not.toContain(message.html);
  });

  it("shows an SMS under a title of its own, without a frame", () => {
    const page = mailboxPage([sms], options);
    expect(page).toMatch(/<h2 id="subject">SMS<\/h2>/);
    expect(page).toContain("+81312345678");
    expect(page).toContain(sms.text);
    expect(page).not.toMatch(/<iframe|<dt>From/);
  });

  it("lists all messages in the order it is given, and opens the first or the one that was chosen", () => {
    const page = mailboxPage([second, message], options);
    expect(page.indexOf('<span class="row-to">')).toBeLessThan(page.lastIndexOf('<span class="row-to">'));
    expect(page).toContain("words of the second");
    expect(page).toMatch(/message=msg_2#message" aria-current="true"/);
    const chosen = mailboxPage([second, message], { ...options, chosen: "msg_1" });
    expect(chosen).toContain(message.text);
    expect(chosen).not.toContain("words of the second");
    expect(chosen).toMatch(/message=msg_1#message" aria-current="true"/);
    expect(chosen.match(/aria-current/g)).toHaveLength(1);
  });

  it("opens the newest where the chosen one is gone", () => {
    expect(mailboxPage([message], { ...options, chosen: "msg_9" })).toContain(message.text);
  });

  it("keeps whose messages were asked for", () => {
    const page = mailboxPage([message], { ...options, to: "ada+tea@example.com" });
    expect(page).toContain('value="ada+tea@example.com"');
    expect(page).toContain('href="/__dev?to=ada%2Btea%40example.com&amp;message=msg_1#message"');
  });

  it("says so when there is nothing, and has a button to empty it when there is", () => {
    expect(mailboxPage([], options)).toContain("Nothing has been sent yet");
    expect(mailboxPage([], options)).not.toContain("/__dev/empty");
    expect(mailboxPage([], { ...options, to: "ada@example.com" })).toContain("Nothing for ada@example.com");
    expect(mailboxPage([message], options)).toContain('<form method="post" action="/__dev/empty">');
  });

  it("says in which language each message is, and wears the chosen theme", () => {
    const page = mailboxPage([{ ...message, language: "ja" }], { ...options, theme: "dark" });
    expect(page).toContain('<html lang="en" data-theme="dark">');
    expect(page.match(/ lang="ja"/g)).toHaveLength(3);
    expect(mailboxPage([message], options)).toContain('<html lang="en">');
  });

  it("needs neither script in it nor inline style", () => {
    expect(mailboxPage([message, sms], options)).not.toMatch(
      /<script(?! src=)|<style|\sstyle=|\son\w+=|<img/i,
    );
  });

  it("escapes everything", () => {
    const hostile = `"><script>alert('x')</script>`;
    const bad = {
      ...message,
      id: hostile,
      to: hostile,
      subject: hostile,
      text: hostile,
      links: [hostile],
      code: hostile,
    };
    for (const channel of ["email", "sms"] as const) {
      const page = mailboxPage([{ ...bad, channel }], {
        ...options,
        appName: hostile,
        mailFrom: hostile,
        to: hostile,
      });
      expect(page).not.toContain("<script>");
      expect(page).not.toContain(`""`);
    }
  });
});
