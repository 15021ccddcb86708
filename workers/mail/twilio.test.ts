import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTwilioStandIn } from "../testing/twilio-stand-in.ts";
import type { Sms } from "./sms-sender.ts";
import { createTwilioSender } from "./twilio.ts";

const ACCOUNT = { accountSid: "AC0123456789abcdef", authToken: "a_test_token" };
const sms: Sms = {
  to: "+81312345678",
  text: "042137 is your code. 100% yours & nobody's\n\n@auth.example.com #042137",
};
const RETRIED = { outcome: "retry", reason: expect.any(String) };

let standIn: Awaited<ReturnType<typeof startTwilioStandIn>>;
beforeEach(async () => {
  standIn = await startTwilioStandIn(ACCOUNT);
});
afterEach(() => standIn.close());

function sender({
  authToken = ACCOUNT.authToken,
  from = "+15005550006",
  timeoutMs = 2_000,
  baseUrl = standIn.url,
} = {}) {
  return createTwilioSender({ ...ACCOUNT, authToken, from, baseUrl, timeoutMs });
}

describe("the request", () => {
  it("is a form for the account's messages, with its sid and token, the number and the text as they are", async () => {
    expect(await sender().send(sms)).toEqual({ outcome: "sent" });
    expect(standIn.requests).toMatchObject([
      {
        method: "POST",
        path: "/2010-04-01/Accounts/AC0123456789abcdef/Messages.json",
        headers: { authorization: `Basic ${btoa("AC0123456789abcdef:a_test_token")}` },
      },
    ]);
    expect(standIn.deliveries).toEqual([{ To: sms.to, From: "+15005550006", Body: sms.text }]);
  });

  it("names a messaging service as such", async () => {
    await sender({ from: "MG0123456789abcdef" }).send(sms);
    expect(standIn.deliveries).toEqual([
      { To: sms.to, MessagingServiceSid: "MG0123456789abcdef", Body: sms.text },
    ]);
  });

  it("goes to the same path when the base address ends in a slash", async () => {
    expect(await sender({ baseUrl: `${standIn.url}/` }).send(sms)).toEqual({ outcome: "sent" });
  });

  it("follows no redirect: the token and the code stay with the provider", async () => {
    standIn.behave({ kind: "raw", status: 307, body: "", headers: { location: `${standIn.url}/elsewhere` } });
    expect(await sender().send(sms)).toEqual(RETRIED);
    expect(standIn.requests).toHaveLength(1);
  });
});

describe("what is tried again", () => {
  it("a 429, after as long as the provider asks", async () => {
    standIn.behave({ kind: "error", status: 429, code: 20429, headers: { "retry-after": "7" } });
    expect(await sender().send(sms)).toEqual({
      outcome: "retry",
      reason: "error 20429 429",
      retryAfterMs: 7_000,
    });
  });

  it.each([
    [500, 20500],
    [503, 20503],
    [403, 20003],
    [404, 20404],
    // Our sender, our countries, our body: the operator's to mend.
    [400, 21212],
    [400, 21408],
    [400, 21606],
    [400, 21612],
    // A code that blames the recipient, with a status that doesn't.
    [500, 21211],
  ])("%i with code %i", async (status, code) => {
    standIn.behave({ kind: "error", status, code });
    expect(await sender().send(sms)).toEqual({ outcome: "retry", reason: `error ${code} ${status}` });
  });

  it("a token that is wrong, so that nothing is lost while the operator mends it", async () => {
    expect(await sender({ authToken: "another" }).send(sms)).toEqual({
      outcome: "retry",
      reason: "error 20003 401",
    });
  });

  it.each([
    ["a page of HTML from something in between", { status: 502, body: "<h1>Bad gateway</h1>" }],
    ["an error that is null", { status: 500, body: "null" }],
    ["an error that is no object", { status: 400, body: "21211" }],
    ["an error without a code", { status: 400, body: "{}" }],
    ["a success that is no JSON", { status: 200, body: "OK" }],
    ["a success without a sid", { status: 201, body: "{}" }],
  ])("%s", async (_, { status, body }) => {
    standIn.behave({ kind: "raw", status, body });
    expect(await sender().send(sms)).toEqual(RETRIED);
  });

  it("a connection that breaks", async () => {
    standIn.behave({ kind: "reset" });
    expect(await sender().send(sms)).toEqual({ outcome: "retry", reason: "no answer" });
  });

  it("a provider that is not there", async () => {
    await standIn.close();
    expect(await sender().send(sms)).toEqual({ outcome: "retry", reason: "no answer" });
  });

  it.each(["hang", "hang_in_body"] as const)("silence (%s), after the time allowed", async (kind) => {
    standIn.behave({ kind });
    const start = performance.now();
    expect(await sender({ timeoutMs: 100 }).send(sms)).toEqual({ outcome: "retry", reason: "timeout" });
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it("what may have left already: twice the same code rather than none", async () => {
    standIn.behave({ kind: "reset", delivered: true });
    expect(await sender().send(sms)).toEqual(RETRIED);
    expect(await sender().send(sms)).toEqual({ outcome: "sent" });
    expect(standIn.deliveries.map(({ Body }) => Body)).toEqual([sms.text, sms.text]);
  });
});

describe("what is not tried again", () => {
  it.each([21211, 21214, 21217, 21265, 21610, 21614, 21635])(
    "a recipient that can't or won't take it (%i)",
    async (code) => {
      standIn.behave({ kind: "error", status: 400, code });
      expect(await sender().send(sms)).toEqual({ outcome: "refused", reason: `error ${code} 400` });
    },
  );
});

it("tells no number and none of the provider's text in its reasons", async () => {
  standIn.behave(
    { kind: "error", status: 400, code: 21211, message: `Invalid: ${sms.to}` },
    { kind: "raw", status: 500, body: JSON.stringify({ code: sms.to, message: sms.to }) },
  );
  const results = [await sender().send(sms), await sender().send(sms)];
  expect(JSON.stringify(results)).not.toContain("312345678");
});
