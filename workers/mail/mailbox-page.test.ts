import { describe, expect, it } from "vitest";
import type { DevMessage } from "./dev-message.ts";
import { mailboxPage } from "./mailbox-page.ts";

const options = { appName: "Genkan", origin: "http://localhost:8787" };
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
};

describe("the mailbox page", () => {
  it("shows who got what and when, with the code and a link that opens", () => {
    const page = mailboxPage([message], options);
    for (const part of [message.subject, message.to, "2026-03-01 09:30:05 UTC", ">042137<", message.text]) {
      expect(page).toContain(part);
    }
    expect(page).toContain('<a href="http://localhost:8787/confirm#token=abc">');
  });

  it("shows an SMS under a title of its own", () => {
    const page = mailboxPage(
      [{ ...message, channel: "sms", subject: "", html: "", to: "+81312345678" }],
      options,
    );
    expect(page).toContain(">SMS</h2>");
    expect(page).toContain("+81312345678");
    expect(page).not.toContain("></h2>");
  });

  it("keeps the order it is given", () => {
    const page = mailboxPage(
      [
        { ...message, subject: "the second" },
        { ...message, subject: "the first" },
      ],
      options,
    );
    expect(page.indexOf("the second")).toBeLessThan(page.indexOf("the first"));
  });

  it("says so when there is nothing, and how to empty it when there is", () => {
    expect(mailboxPage([], options)).toContain("No messages yet");
    expect(mailboxPage([message], options)).toContain("curl -X DELETE http://localhost:8787/__dev/mail");
  });

  it("needs neither script nor inline style", () => {
    expect(mailboxPage([message], options)).not.toMatch(/<script|<style|\sstyle=|\son\w+=|<img/i);
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
    expect(mailboxPage([bad], { appName: hostile, origin: hostile })).not.toContain("<script");
  });
});
