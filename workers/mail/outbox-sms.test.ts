import { describe, expect, it } from "vitest";
import { after as later, MINUTE } from "../shared/time.ts";
import { PHONE, START, setUp, smsLetter } from "../testing/outbox-set-up.ts";
import { createNoSmsSender } from "./sms-sender.ts";

describe("an SMS", () => {
  it("takes the channel of its letter, and shows neither number nor code in the row", async () => {
    const { outbox } = setUp();
    const { row } = await outbox.compose(PHONE, smsLetter, later(START, 5 * MINUTE));
    expect(row).toMatchObject({ channel: "sms" });
    expect(JSON.stringify(row)).not.toMatch(/81312345678|731042/);
  });

  it("goes to the sender of SMS alone, and is then forgotten", async () => {
    const { outbox, text, texts, mails, rows } = setUp();
    const id = await text();
    expect(await outbox.deliver(id)).toBe("sent");
    expect(texts).toEqual([{ to: PHONE, text: expect.stringContaining("731042 is your code") }]);
    expect(mails).toEqual([]);
    expect(rows.get(id)).toMatchObject({ state: "sent", payload: null });
  });

  it("is tried again with the same words, and given up when refused", async () => {
    const { outbox, text, texts, pass } = setUp({
      smsAnswers: [
        { outcome: "retry", reason: "timeout" },
        { outcome: "refused", reason: "error 21211 400" },
      ],
    });
    const id = await text();
    expect(await outbox.deliver(id)).toBe("retried");
    pass(MINUTE);
    expect(await outbox.deliver(id)).toBe("failed");
    expect(texts[1]).toEqual(texts[0]);
  });

  it("waits while there is no way out, until its code is dead", async () => {
    const { outbox, text, rows, pass } = setUp({ smsSender: createNoSmsSender() });
    const id = await text();
    expect(await outbox.deliver(id)).toBe("retried");
    expect(rows.get(id)).toMatchObject({ reason: "no provider" });
    pass(5 * MINUTE);
    expect(await outbox.deliver(id)).toBe("failed");
  });

  it("is counted with its channel and provider, readable or not", async () => {
    const events: unknown[] = [];
    const { outbox, text, rows } = setUp({ onOutcome: (event) => events.push(event) });
    const [good, bad] = [await text(), await text()];
    const row = rows.get(bad);
    if (row) row.payload = "garbage";
    await outbox.deliver(good);
    await outbox.deliver(bad);
    expect(events).toEqual([
      { channel: "sms", template: "sms_code", provider: "twilio", outcome: "sent" },
      { channel: "sms", template: "unknown", provider: "twilio", outcome: "retried" },
    ]);
  });
});
