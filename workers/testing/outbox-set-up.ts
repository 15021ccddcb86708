import type { LetterOf } from "../mail/letter.ts";
import type { Mail, Mailer, SendResult } from "../mail/mailer.ts";
import { createOutbox, type OutboxDeps, type OutboxStore, type OutboxValues } from "../mail/outbox.ts";
import type { Sms, SmsSender } from "../mail/sms-sender.ts";
import { newId } from "../shared/ids.ts";
import { createKeyring } from "../shared/keyring.ts";
import type { Language } from "../shared/language.ts";
import { HOUR, after as later, MINUTE } from "../shared/time.ts";

export const START = new Date("2026-03-01T09:00:00Z");
export const keyring = createKeyring("a secret of thirty-two bytes, or more");
export const letter: LetterOf<"verify_email"> = {
  template: "verify_email",
  link: "https://auth.example.com/confirm#token=canary-token",
  code: "042137",
  linkExpiresInSeconds: 86_400,
  codeExpiresInSeconds: 300,
};
export const PHONE = "+81312345678";
export const smsLetter: LetterOf<"sms_code"> = {
  template: "sms_code",
  code: "731042",
  codeExpiresInSeconds: 300,
  purpose: "sign_in",
};

interface FakeRow extends Omit<OutboxValues, "payload" | "nextAttemptAt"> {
  language: Language | null;
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
  /** `language`: what the recipient's account has chosen, which the real statement looks up. */
  const insert = (values: OutboxValues, language: Language | null = null) =>
    void rows.set(values.id, { ...values, language, state: "waiting", reason: null });
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

/** The same for SMS. */
function toldSmsSender(...answers: SendResult[]) {
  const texts: Sms[] = [];
  const smsSender: SmsSender = {
    provider: "twilio",
    async send(sms) {
      texts.push(sms);
      return answers.shift() ?? { outcome: "sent" };
    },
  };
  return { smsSender, texts };
}

interface SetUpOptions extends Partial<OutboxDeps> {
  answers?: (SendResult | Error)[];
  smsAnswers?: SendResult[];
}

/** An outbox on a store in memory, with senders that do what they are told and a clock that stands still. */
export function setUp({ answers = [], smsAnswers = [], ...deps }: SetUpOptions = {}) {
  const clock = { now: START };
  const fake = fakeStore();
  const told = { ...toldMailer(...answers), ...toldSmsSender(...smsAnswers) };
  const product = { appName: "Genkan", appUrl: "https://auth.example.com" };
  const now = () => clock.now;
  const outbox = createOutbox({
    ...{
      store: fake.store,
      mailer: told.mailer,
      smsSender: told.smsSender,
      keyring,
      product,
      now,
      newId,
      language: "en",
      random: () => 1,
    },
    ...deps,
  });
  async function post(to = "ada@example.com", expiresAt = later(clock.now, 24 * HOUR)): Promise<string> {
    const { row } = await outbox.compose(to, letter, expiresAt);
    fake.insert(row);
    return row.id;
  }
  async function text(to = PHONE): Promise<string> {
    const { row } = await outbox.compose(to, smsLetter, later(clock.now, 5 * MINUTE));
    fake.insert(row);
    return row.id;
  }
  function pass(milliseconds: number) {
    clock.now = later(clock.now, milliseconds);
  }
  return { ...fake, ...told, outbox, post, text, pass, clock };
}
