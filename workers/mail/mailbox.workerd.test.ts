import { describe, expect, it } from "vitest";
import { sendCode } from "../testing/acts.ts";
import { createVisitor, mailTo, newAddress, newNumber, ORIGIN } from "../testing/visitor.ts";

const visitor = createVisitor({ headers: { accept: "text/html" } });

async function mailed() {
  const email = newAddress();
  await visitor.post("/api/auth/magic-link/send", { email });
  const [message] = await mailTo(email);
  if (!message) throw new Error("nothing was mailed");
  return message;
}

describe("the developer's mailbox over HTTP", () => {
  it("lists messages in the shape that is promised, and nothing more of them", async () => {
    const message = await mailed();
    expect(Object.keys(message).toSorted()).toEqual(
      ["channel", "code", "createdAt", "html", "id", "links", "subject", "text", "to"].toSorted(),
    );
  });

  it("shows one recipient's messages, however the address is written", async () => {
    const { to, subject } = await mailed();
    const { to: another } = await mailed();
    const { body } = await visitor.get(`/__dev?to=${encodeURIComponent(` ${to.toUpperCase()} `)}`);
    expect(body).toContain(subject);
    expect(body).toContain(`<span class="row-to">${to}</span>`);
    expect(body).not.toContain(another);
  });

  it("hands out a mail as it was sent, but that its links open elsewhere", async () => {
    const { id, html } = await mailed();
    const { status, body } = await visitor.get(`/__dev/messages/${id}`);
    expect(status).toBe(200);
    expect(body.replace(/\s*<base target="_blank">/, "")).toBe(html);
    expect(body).toContain('<base target="_blank">');
  });

  it("lets a mail have its style and nothing else, in a frame of the mailbox alone", async () => {
    const { id } = await mailed();
    const { headers } = await visitor.get(`/__dev/messages/${id}`);
    expect(headers.get("content-security-policy")?.split("; ").toSorted()).toEqual([
      "base-uri 'none'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
      "sandbox allow-popups allow-popups-to-escape-sandbox",
      "style-src 'unsafe-inline'",
    ]);
    expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
    const page = await visitor.get("/__dev");
    expect(page.headers.get("content-security-policy")).toContain("; frame-src 'self'");
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(page.headers.get("x-frame-options")).toBe("DENY");
    const elsewhere = await visitor.get("/sign-in");
    expect(elsewhere.headers.get("content-security-policy")).not.toContain("frame-src");
  });

  it("has style, script and mark of its own", async () => {
    const types = await Promise.all(
      ["style.css", "mailbox.js", "mark.svg"].map(async (name) => {
        const { status, headers } = await visitor.get(`/__dev/${name}`);
        return `${status} ${headers.get("content-type")?.split(";")[0]}`;
      }),
    );
    expect(types).toEqual(["200 text/css", "200 text/javascript", "200 image/svg+xml"]);
  });

  it("has no other paths: an SMS is no mail, and neither is what isn't there", async () => {
    const phone = newNumber();
    await sendCode(phone);
    const [sms] = await mailTo(phone);
    for (const path of [
      `messages/${sms?.id}`,
      "messages/msg_x",
      "messages",
      "messages/",
      "nothing",
      "",
      "mail/",
    ]) {
      expect([path, (await visitor.get(`/__dev/${path}`)).status]).toEqual([path, 404]);
    }
  });

  it("wears the theme that was chosen in this browser", async () => {
    const page = await visitor.get("/__dev", { cookie: "genkan_theme=dark" });
    expect(page.body).toContain('data-theme="dark"');
    const odd = await visitor.get("/__dev", { cookie: 'genkan_theme="onload="' });
    expect(odd.body).not.toContain("data-theme");
  });

  it("is emptied by its own form, and by no other page's", async () => {
    const { to } = await mailed();
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const foreign = await visitor.post("/__dev/empty", undefined, {
      ...form,
      origin: "https://evil.example",
    });
    expect(foreign.status).toBe(403);
    expect(await mailTo(to)).toHaveLength(1);
    const own = await visitor.post("/__dev/empty", undefined, { ...form, origin: ORIGIN });
    expect([own.status, own.headers.get("location")]).toEqual([303, "/__dev"]);
    expect(await mailTo(to)).toEqual([]);
  });
});
