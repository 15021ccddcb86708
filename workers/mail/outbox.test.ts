import { describe, expect, it } from "vitest";
import { OUTBOX_BATCH, OUTBOX_LEASE_MS } from "../shared/limits.ts";
import { DAY, HOUR, after as later, MINUTE, SECOND } from "../shared/time.ts";
import { keyring, letter, START, setUp } from "../testing/outbox-set-up.ts";
import { createDevMailer } from "./dev-mailer.ts";
import type { SendResult } from "./mailer.ts";

const retry: SendResult = { outcome: "retry", reason: "application_error 500" };

describe("composing", () => {
  it("shows neither recipient nor link nor code in the row", async () => {
    const { outbox } = setUp();
    const { row } = await outbox.compose("ada@example.com", letter, later(START, HOUR));
    expect(JSON.stringify(row)).not.toMatch(/ada|canary|042137/);
  });

  it("makes a row that is due at once", async () => {
    const { outbox } = setUp();
    const { row } = await outbox.compose("ada@example.com", letter, later(START, HOUR));
    expect(row).toMatchObject({ channel: "email", attempts: 0, createdAt: START, nextAttemptAt: START });
    expect(row.id).toMatch(/^msg_/);
  });
});

describe("delivering", () => {
  it("sends the letter under the row's id, then forgets what it said", async () => {
    const { outbox, post, mails, rows } = setUp();
    const id = await post();
    expect(await outbox.deliver(id)).toBe("sent");
    expect(mails).toMatchObject([{ id, to: "ada@example.com" }]);
    expect(mails[0]?.text).toContain(letter.link);
    expect(rows.get(id)).toMatchObject({ state: "sent", payload: null });
  });

  it("writes in the visitor's language, in that of the account that it is about, or best in the recipient's own", async () => {
    const { outbox, insert, mails } = setUp({ language: "ja" });
    const until = later(START, HOUR);
    const messages = [
      { message: await outbox.compose("ada@example.com", letter, until), recipients: null },
      { message: await outbox.compose("ada@example.com", letter, until, "de"), recipients: null },
      { message: await outbox.compose("ada@example.com", letter, until, "de"), recipients: "en" as const },
    ];
    for (const { message, recipients } of messages) {
      insert(message.row, recipients);
      await outbox.deliver(message.row.id);
    }
    expect(mails.map(({ subject }) => subject)).toEqual([
      "【Genkan】メールアドレスの確認",
      "Bestätige deine E-Mail-Adresse für Genkan",
      "Confirm your email address for Genkan",
    ]);
  });

  it("opens what a release that knew one language sealed, and sends it in English", async () => {
    const { outbox, post, rows, mails } = setUp({ language: "ja" });
    const id = await post();
    const row = rows.get(id);
    if (row)
      row.payload = await keyring.seal("outbox", id, JSON.stringify({ to: "ada@example.com", letter }));
    expect(await outbox.deliver(id)).toBe("sent");
    expect(mails).toMatchObject([{ subject: "Confirm your email address for Genkan" }]);
  });

  it("keeps the letter for the developer's mailbox when nothing really leaves", async () => {
    const { outbox, post, rows } = setUp({ mailer: createDevMailer() });
    const id = await post();
    await outbox.deliver(id);
    expect(rows.get(id)).toMatchObject({ state: "sent", payload: expect.any(String) });
  });

  it("sends once when two deliver at the same time", async () => {
    const { outbox, post, mails } = setUp();
    const id = await post();
    expect((await Promise.all([outbox.deliver(id), outbox.deliver(id)])).sort()).toEqual(
      [null, "sent"].sort(),
    );
    expect(mails).toHaveLength(1);
  });

  it("does not send again what was sent", async () => {
    const { outbox, post, mails, pass } = setUp();
    const id = await post();
    await outbox.deliver(id);
    pass(HOUR);
    expect(await outbox.deliver(id)).toBeNull();
    expect(await outbox.deliverDue()).toEqual({ sent: 0, retried: 0, failed: 0 });
    expect(mails).toHaveLength(1);
  });

  it("takes up a mail whose sender died once his lease is over, with the same id and the same bytes", async () => {
    const { outbox, post, mails, pass, store, clock } = setUp();
    const id = await post();
    await outbox.deliver(await post());
    await store.claim(id, clock.now, later(clock.now, OUTBOX_LEASE_MS));
    expect(await outbox.deliver(id)).toBeNull();
    pass(OUTBOX_LEASE_MS);
    expect(await outbox.deliver(id)).toBe("sent");
    expect(mails[1]).toEqual({ ...mails[0], id });
  });

  it("gives up a refused recipient for good", async () => {
    const refused: SendResult = { outcome: "refused", reason: "validation_error 422" };
    const { outbox, post, rows, pass } = setUp({ answers: [refused] });
    const id = await post();
    expect(await outbox.deliver(id)).toBe("failed");
    expect(rows.get(id)).toMatchObject({ state: "failed", reason: "validation_error 422", payload: null });
    pass(HOUR);
    expect(await outbox.deliver(id)).toBeNull();
  });

  it("keeps a payload that it can't open for a release or secret that can, but not for ever", async () => {
    const { outbox, post, rows, mails, pass } = setUp();
    const [mine, other] = [await post(), await post()];
    const [row, stranger] = [rows.get(mine), rows.get(other)];
    if (row && stranger) row.payload = stranger.payload;
    expect(await outbox.deliver(mine)).toBe("retried");
    expect(rows.get(mine)).toMatchObject({ reason: "unreadable" });
    pass(25 * HOUR);
    expect(await outbox.deliver(mine)).toBe("failed");
    expect(mails).toEqual([]);
  });

  it("counts each attempt by template, provider and outcome", async () => {
    const events: unknown[] = [];
    const { outbox, post, pass } = setUp({ answers: [retry], onOutcome: (event) => events.push(event) });
    const id = await post();
    await outbox.deliver(id);
    pass(MINUTE);
    await outbox.deliver(id);
    expect(events).toEqual([
      { channel: "email", template: "verify_email", provider: "resend", outcome: "retried" },
      { channel: "email", template: "verify_email", provider: "resend", outcome: "sent" },
    ]);
  });

  it("never rejects: a store that is down is reported, and the mail waits", async () => {
    const errors: unknown[] = [];
    const { store, post, outbox: good } = setUp();
    const down = new Error("database is down");
    const broken = { ...store, claim: () => Promise.reject(down) };
    const { outbox } = setUp({ store: broken, onError: (error) => errors.push(error) });
    const id = await post();
    expect(await outbox.deliver(id)).toBe("retried");
    expect(errors).toEqual([down]);
    expect(await good.deliver(id)).toBe("sent");
  });
});

describe("trying again", () => {
  /** The pauses before each of the tries that follow, in seconds. */
  async function pauses(count: number, random: () => number): Promise<number[]> {
    const { outbox, post, rows, clock } = setUp({ answers: Array<SendResult>(count).fill(retry), random });
    const id = await post("ada@example.com");
    const seconds: number[] = [];
    while (seconds.length < count) {
      await outbox.deliver(id);
      const next = rows.get(id)?.nextAttemptAt ?? START;
      seconds.push((next.getTime() - clock.now.getTime()) / SECOND);
      clock.now = next;
    }
    return seconds;
  }

  it("waits 10 s, doubling to 10 min", async () => {
    expect(await pauses(8, () => 1)).toEqual([10, 20, 40, 80, 160, 320, 600, 600]);
  });

  it("draws the upper half of each pause by lot", async () => {
    expect(await pauses(3, () => 0)).toEqual([5, 10, 20]);
  });

  it("waits as long as the provider asks, when that is longer", async () => {
    const { outbox, post, rows } = setUp({
      answers: [{ ...retry, outcome: "retry", retryAfterMs: 45 * SECOND }],
    });
    const id = await post();
    expect(await outbox.deliver(id)).toBe("retried");
    expect(rows.get(id)?.nextAttemptAt).toEqual(later(START, 45 * SECOND));
  });

  it("sends nothing whose link is dead", async () => {
    const { outbox, post, rows, mails, pass } = setUp();
    const id = await post("ada@example.com", later(START, 5 * MINUTE));
    pass(5 * MINUTE);
    expect(await outbox.deliver(id)).toBe("failed");
    expect(rows.get(id)).toMatchObject({ state: "failed", reason: "expired" });
    expect(mails).toEqual([]);
  });

  it("sends nothing after 23 hours, when the provider may have forgotten the id", async () => {
    const { outbox, post, mails, pass } = setUp();
    const id = await post("ada@example.com", later(START, 72 * HOUR));
    pass(23 * HOUR);
    expect(await outbox.deliver(id)).toBe("failed");
    expect(mails).toEqual([]);
  });

  it("gives up at once when the next try would come too late", async () => {
    const { outbox, post, rows } = setUp({ answers: [retry] });
    const id = await post("ada@example.com", later(START, 9 * SECOND));
    expect(await outbox.deliver(id)).toBe("failed");
    expect(rows.get(id)).toMatchObject({ reason: "application_error 500, no time left" });
  });
});

describe("delivering what is due", () => {
  it("says how many were sent, put off and given up", async () => {
    const answers: SendResult[] = [
      { outcome: "sent" },
      retry,
      { outcome: "refused", reason: "validation_error 422" },
    ];
    const { outbox, post } = setUp({ answers });
    for (const to of ["a@example.com", "b@example.com", "c@example.com"]) await post(to);
    expect(await outbox.deliverDue()).toEqual({ sent: 1, retried: 1, failed: 1 });
  });

  it("takes no more than a batch at a time", async () => {
    const { outbox, post } = setUp();
    for (let i = 0; i < OUTBOX_BATCH + 1; i++) await post();
    expect(await outbox.deliverDue()).toMatchObject({ sent: OUTBOX_BATCH });
    expect(await outbox.deliverDue()).toMatchObject({ sent: 1 });
  });

  it("sends each mail once when two runs are at it at the same time, and nothing when run again", async () => {
    const { outbox, post, mails } = setUp();
    const ids: string[] = [];
    for (let i = 0; i < 12; i++) ids.push(await post());
    const [one, two] = await Promise.all([outbox.deliverDue(), outbox.deliverDue()]);
    expect(one.sent + two.sent).toBe(12);
    expect(await outbox.deliverDue()).toEqual({ sent: 0, retried: 0, failed: 0 });
    expect(mails.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });

  it("sends after days off what is still good, and gives up what is dead by then", async () => {
    const { outbox, post, mails, pass } = setUp();
    await post("ada@example.com");
    pass(5 * DAY);
    const young = await post("bea@example.com");
    expect(await outbox.deliverDue()).toEqual({ sent: 1, retried: 0, failed: 1 });
    expect(mails.map(({ id }) => id)).toEqual([young]);
  });

  it("lets no bad row hold up the others", async () => {
    const errors: unknown[] = [];
    const { outbox, post, rows } = setUp({
      answers: [new Error("a defect")],
      onError: (error) => errors.push(error),
    });
    const ids: string[] = [];
    for (let i = 0; i < 6; i++) ids.push(await post());
    const unreadable = rows.get(ids[1] ?? "");
    if (unreadable) unreadable.payload = "garbage";
    expect(await outbox.deliverDue()).toEqual({ sent: 4, retried: 2, failed: 0 });
    expect(errors).toHaveLength(1);
  });
});
