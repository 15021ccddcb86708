import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startResendStandIn } from "../testing/resend-stand-in.ts";
import type { Mail } from "./mailer.ts";
import { createResendMailer } from "./resend.ts";

const mail: Mail = {
  id: "msg_0123456789abcdefABCDEF",
  to: "ada@example.com",
  subject: "Confirm your email address for Genkan",
  text: "042137",
  html: "<p>042137</p>",
};
const RETRIED = { outcome: "retry", reason: expect.any(String) };

let standIn: Awaited<ReturnType<typeof startResendStandIn>>;
beforeEach(async () => {
  standIn = await startResendStandIn({ apiKey: "re_test_key" });
});
afterEach(() => standIn.close());

function mailer({ apiKey = "re_test_key", timeoutMs = 2_000, baseUrl = standIn.url } = {}) {
  return createResendMailer({ apiKey, baseUrl, from: "Genkan <no-reply@example.com>", timeoutMs });
}

const failing = (status: number, name: string, message = "As told by the test.") =>
  standIn.behave({ kind: "error", status, name, message });

describe("the request", () => {
  it("is a POST to /emails with the key, the mail's id and one recipient", async () => {
    expect(await mailer().send(mail)).toEqual({ outcome: "sent" });
    expect(standIn.requests).toMatchObject([
      {
        method: "POST",
        path: "/emails",
        headers: {
          authorization: "Bearer re_test_key",
          "content-type": "application/json",
          "idempotency-key": mail.id,
        },
      },
    ]);
    expect(standIn.deliveries[0]?.body).toEqual({
      from: "Genkan <no-reply@example.com>",
      to: ["ada@example.com"],
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: { "Auto-Submitted": "auto-generated", "X-Entity-Ref-ID": mail.id },
    });
  });

  it("goes to the same path when the base address ends in a slash", async () => {
    await mailer({ baseUrl: `${standIn.url}/` }).send(mail);
    expect(standIn.requests[0]?.path).toBe("/emails");
  });

  it("follows no redirect: the key and the mail stay with the provider", async () => {
    standIn.behave({ kind: "raw", status: 307, body: "", headers: { location: `${standIn.url}/elsewhere` } });
    expect(await mailer().send(mail)).toEqual(RETRIED);
    expect(standIn.requests).toHaveLength(1);
  });
});

describe("what is tried again", () => {
  it("a 429, after as long as the provider asks", async () => {
    const headers = { "retry-after": "7" };
    standIn.behave({ kind: "error", status: 429, name: "rate_limit_exceeded", headers });
    expect(await mailer().send(mail)).toEqual({
      outcome: "retry",
      reason: "rate_limit_exceeded 429",
      retryAfterMs: 7_000,
    });
  });

  it.each([
    [500, "application_error"],
    [503, "internal_server_error"],
    [401, "missing_api_key"],
    [403, "validation_error"],
    [409, "concurrent_idempotent_requests"],
    [422, "invalid_from_address"],
    [429, "daily_quota_exceeded"],
  ])("%i %s", async (status, name) => {
    failing(status, name);
    expect(await mailer().send(mail)).toEqual({ outcome: "retry", reason: `${name} ${status}` });
  });

  it("a key that is wrong, so that no mail is lost while the operator mends it", async () => {
    expect(await mailer({ apiKey: "re_wrong_key" }).send(mail)).toEqual({
      outcome: "retry",
      reason: "invalid_api_key 403",
    });
  });

  it("a sender address that the provider does not take, for the same reason", async () => {
    failing(422, "validation_error", "Invalid `from` field.");
    expect(await mailer().send(mail)).toEqual(RETRIED);
  });

  it.each([
    ["a page of HTML from something in between", { status: 502, body: "<h1>Bad gateway</h1>" }],
    ["an error that is null", { status: 500, body: "null" }],
    ["a success that is no JSON", { status: 200, body: "OK" }],
    ["a success without an id", { status: 200, body: "{}" }],
  ])("%s", async (_, { status, body }) => {
    standIn.behave({ kind: "raw", status, body });
    expect(await mailer().send(mail)).toEqual(RETRIED);
  });

  it("a connection that breaks", async () => {
    standIn.behave({ kind: "reset" });
    expect(await mailer().send(mail)).toEqual({ outcome: "retry", reason: "no answer" });
  });

  it("a provider that is not there", async () => {
    await standIn.close();
    expect(await mailer().send(mail)).toEqual({ outcome: "retry", reason: "no answer" });
  });

  it.each(["hang", "hang_in_body"] as const)("silence (%s), after the time allowed", async (kind) => {
    standIn.behave({ kind });
    const start = performance.now();
    expect(await mailer({ timeoutMs: 100 }).send(mail)).toEqual({ outcome: "retry", reason: "timeout" });
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe("what is not tried again", () => {
  it.each([400, 422])("a recipient that the provider does not take (%i)", async (status) => {
    failing(status, "validation_error", "Invalid `to` field.");
    expect(await mailer().send(mail)).toEqual({ outcome: "refused", reason: `validation_error ${status}` });
  });
});

describe("a second try with the same id", () => {
  it.each(["hang", "reset"] as const)(
    "delivers nothing twice when the first got through unseen (%s)",
    async (kind) => {
      standIn.behave({ kind, delivered: true });
      expect(await mailer({ timeoutMs: 100 }).send(mail)).toEqual(RETRIED);
      await expect.poll(() => mailer().send(mail)).toEqual({ outcome: "sent" });
      expect(standIn.deliveries).toHaveLength(1);
    },
  );

  it("counts as sent when the provider took it with other words, before a new release", async () => {
    await mailer().send(mail);
    expect(await mailer().send({ ...mail, text: "reworded" })).toEqual({ outcome: "sent" });
    expect(standIn.deliveries).toHaveLength(1);
  });
});

it("tells no recipient and none of the provider's text in its reasons", async () => {
  standIn.behave(
    { kind: "error", status: 422, name: "validation_error", message: `Invalid: ${mail.to}` },
    { kind: "error", status: 500, name: `Oops ${mail.to}`, message: mail.to },
  );
  const results = [await mailer().send(mail), await mailer().send(mail)];
  expect(JSON.stringify(results)).not.toContain("ada");
});
