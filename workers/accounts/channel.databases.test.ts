import { describe, expect, it } from "vitest";
import { SMS_CLIENT_MAX } from "../shared/limits.ts";
import { serviceWith } from "../testing/service-with.ts";
import { newAddress, newNumber } from "../testing/visitor.ts";

/** The service with the limits of real life. */
const strict = serviceWith({ LIMIT_SCALE: "1" });

function sendCode(channel: string, to: string, client: string, service = strict) {
  return service("/api/auth/otp/send", {
    method: "POST",
    headers: { "content-type": "application/json", "cf-connecting-ip": client },
    body: JSON.stringify({ channel, to }),
  });
}

describe("text messages", () => {
  it("are sent to so many numbers an hour for one client, and to others all the same; mail isn't counted", async () => {
    const client = "198.51.100.77";
    for (let sent = 0; sent < SMS_CLIENT_MAX; sent++) {
      expect((await sendCode("sms", newNumber(), client)).status).toBe(202);
    }
    const refused = await sendCode("sms", newNumber(), client);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await sendCode("email", newAddress(), client)).status).toBe(202);
    expect((await sendCode("sms", newNumber(), "198.51.100.78")).status).toBe(202);
  });

  it("are not offered where nobody is set up to send them", async () => {
    const production = serviceWith({ ENVIRONMENT: "production", RESEND_API_KEY: "re_key" });
    const answer = await sendCode("sms", newNumber(), "198.51.100.79", production);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ errors: [{ path: "channel", code: "not_offered" }] });
  });
});
