import { describe, expect, it } from "vitest";
import { newId } from "../shared/ids.ts";
import { createKeyring } from "../shared/keyring.ts";
import { OUTBOX_BATCH, OUTBOX_LEASE_MS } from "../shared/limits.ts";
import { HOUR, after as later, MINUTE, SECOND } from "../shared/time.ts";
import { createDevMailer } from "./dev-mailer.ts";
import type { Letter } from "./letter.ts";
import type { Mail, Mailer, SendResult } from "./mailer.ts";
import { createOutbox, type OutboxDeps, type OutboxStore, type OutboxValues } from "./outbox.ts";

const START = new Date("2026-03-01T09:00:00Z");
const keyring = createKeyring("a secret of thirty-two bytes, or more");
const letter: Letter = {
  template: "verify_email",
  link: "https://auth.example.com/confirm#token=canary-token",
  code: "042137",
  linkExpiresInSeconds: 86_400,
  codeExpiresInSeconds: 300,
};

interface FakeRow extends Omit<OutboxValues, "payload" | "nextAttemptAt"> {
  payload: string | null;
  nextAttemptAt: Date | null;
  state: "waiting" | "sent" | "failed";
  reason: string | null;
}

/** A fake: the promises of OutboxStore kept in memory. The real one has a contract suite of its own. */
function fakeStore() {
  const rows = new Map<string, FakeRow>();
  const open = (id: string) => rows.get(id)?.state === "waiting" && rows.get(id);
  const done = (id: string, state: "sent" | "failed", changes: Partial<FakeRow>) => {
    const row = open(id);
    if (row) Object.assign(row, { state, nextAttemptAt: null, ...changes });
  };
  const store: OutboxStore = {
    async claim(id, now, leaseUntil) {
      const row = open(id);
      if (!row || row.payload === null || row.nextAttemptAt === null || row.nextAttemptAt > now) return null;
      Object.assign(row, { nextAttemptAt: leaseUntil, attempts: row.attempts + 1 });
      return { ...row, payload: row.payload };
    },
    async due(now, limit) {
      const waiting = [...rows.values()].filter(
        (row) => row.nextAttemptAt !== null && row.nextAttemptAt <= now,
      );
      return waiting.slice(0, limit).map((row) => row.id);
    },
    async sent(id, _now, keepPayload) {
      done(id, "sent", keepPayload ? {} : { payload: null });
    },
    async retryAt(id, at, reason) {
      const row = open(id);
      if (row) Object.assign(row, { nextAttemptAt: at, reason });
    },
    async failed(id, _now, reason) {
      done(id, "failed", { reason, payload: null });
    },
    async recent(limit) {
      const kept = [...rows.values()].flatMap((row) =>
        row.payload === null ? [] : [{ ...row, payload: row.payload }],
      );
      return kept.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime()).slice(0, limit);
    },
    async clear() {
      rows.clear();
    },
  };
  const insert = (values: OutboxValues) =>
    void rows.set(values.id, { ...values, state: "waiting", reason: null });
  return { store, rows, insert };
}

/** A mailer that answers what it is told, then "sent". */
function toldMailer(...answers: (SendResult | Error)[]) {
  const mails: Mail[] = [];
  const mailer: Mailer = {
    provider: "resend",
    async send(mail) {
      mails.push(mail);
      const answer = answers.shift() ?? { outcome: "sent" };
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return { mailer, mails };
}

function setUp({ answers = [], ...deps }: Partial<OutboxDeps> & { answers?: (SendResult | Error)[] } = {}) {
  const clock = { now: START };
  const fake = fakeStore();
  const told = toldMailer(...answers);
  const product = { appName: "Genkan", appUrl: "https://auth.example.com" };
  const now = () => clock.now;
  const outbox = createOutbox({
    ...{ store: fake.store, mailer: told.mailer, keyring, product, now, newId, random: () => 1 },
    ...deps,
  });
  async function post(to = "ada@example.com", expiresAt = later(clock.now, 24 * HOUR)): Promise<string> {
    const values = await outbox.compose(to, letter, expiresAt);
    fake.insert(values);
    return values.id;
  }
  function pass(milliseconds: number) {
    clock.now = later(clock.now, milliseconds);
  }
  return { ...fake, ...told, outbox, post, pass, clock };
}

const retry: SendResult = { outcome: "retry", reason: "application_error 500" };

describe("composing", () => {
  it("shows neither recipient nor link nor code in the row", async () => {
    const { outbox } = setUp();
    const values = await outbox.compose("ada@example.com", letter, later(START, HOUR));
    expect(JSON.stringify(values)).not.toMatch(/ada|canary|042137/);
  });

  it("makes a row that is due at once", async () => {
    const { outbox } = setUp();
    const values = await outbox.compose("ada@example.com", letter, later(START, HOUR));
    expect(values).toMatchObject({ channel: "email", attempts: 0, createdAt: START, nextAttemptAt: START });
    expect(values.id).toMatch(/^msg_/);
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
      { template: "verify_email", provider: "resend", outcome: "retried" },
      { template: "verify_email", provider: "resend", outcome: "sent" },
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

describe("the developer's mailbox", () => {
  async function filled() {
    const box = setUp({ mailer: createDevMailer() });
    const first = await box.post("ada@example.com");
    await box.outbox.deliver(first);
    box.pass(SECOND);
    const second = await box.post("grace@example.com");
    return { ...box, first, second };
  }

  it("shows sent and waiting mail, newest first, with links and code", async () => {
    const { outbox, first, second } = await filled();
    const messages = await outbox.mailbox();
    expect(messages.map((message) => message.id)).toEqual([second, first]);
    expect(messages[1]).toMatchObject({
      channel: "email",
      to: "ada@example.com",
      subject: "Confirm your email address for Genkan",
      links: [letter.link],
      code: letter.code,
      createdAt: START.toISOString(),
    });
  });

  it("shows one recipient's mail on request, in any case", async () => {
    const { outbox, first } = await filled();
    expect((await outbox.mailbox("Ada@Example.com")).map((message) => message.id)).toEqual([first]);
  });

  it("leaves out what it can't read", async () => {
    const { outbox, rows, first, second } = await filled();
    const row = rows.get(second);
    if (row) row.payload = "garbage";
    expect((await outbox.mailbox()).map((message) => message.id)).toEqual([first]);
  });

  it("can be emptied", async () => {
    const { outbox } = await filled();
    await outbox.clear();
    expect(await outbox.mailbox()).toEqual([]);
  });
});
