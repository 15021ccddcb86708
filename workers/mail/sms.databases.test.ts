import { createExecutionContext, createScheduledController, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { expect, inject, it } from "vitest";
import worker from "../index.ts";
import { createServices } from "../services.ts";
import { createLog } from "../shared/log.ts";
import { after, MINUTE } from "../shared/time.ts";
import { openDatabase } from "../testing/open-database.ts";
import { createVisitor } from "../testing/visitor.ts";
import type { LetterOf } from "./letter.ts";

const twilio = {
  TWILIO_ACCOUNT_SID: "AC0123456789abcdef",
  TWILIO_AUTH_TOKEN: "a_token_for_the_stand_in",
  TWILIO_FROM: "+15005550006",
  TWILIO_BASE_URL: inject("twilioUrl"),
};

function envWith(changes: Record<string, unknown>): Env {
  return Object.assign(Object.create(Object.getPrototypeOf(env)), env, changes);
}

/** A number that no other test writes to. */
function newPhone(): string {
  return `+8190${String(crypto.getRandomValues(new Uint32Array(1))[0])
    .slice(-8)
    .padStart(8, "0")}`;
}

function letterWith(code: string): LetterOf<"sms_code"> {
  return { template: "sms_code", code, codeExpiresInSeconds: 300, purpose: "sign_in" };
}

/** An SMS in the outbox, as whoever owes it to somebody writes it. */
async function write(to: string, code: string): Promise<string> {
  const services = createServices(env, () => {}, createLog({}));
  const { row } = await services.outbox.compose(to, letterWith(code), after(new Date(), 5 * MINUTE));
  await services.db.close();
  const { orm, tables } = openDatabase();
  await orm.insert(tables.outbox).values(row);
  return row.id;
}

async function runScheduled(): Promise<void> {
  const context = createExecutionContext();
  await worker.scheduled(createScheduledController(), envWith(twilio), context);
  await waitOnExecutionContext(context);
}

async function delivered(to: string): Promise<Record<string, string>[]> {
  const response = await fetch(`${inject("twilioControl")}/deliveries`);
  const all: Record<string, string>[] = await response.json();
  return all.filter((sms) => sms.To === to);
}

async function behave(behaviour: unknown): Promise<void> {
  await fetch(`${inject("twilioControl")}/behave`, { method: "POST", body: JSON.stringify(behaviour) });
}

async function rowOf(id: string) {
  const { orm, tables } = openDatabase();
  return (await orm.select().from(tables.outbox).where(eq(tables.outbox.id, id)))[0];
}

it("an SMS leaves the outbox through Twilio, once, and is wiped here", async () => {
  const phone = newPhone();
  const id = await write(phone, "042137");
  await Promise.all([runScheduled(), runScheduled()]);
  await runScheduled();
  expect(await delivered(phone)).toEqual([
    {
      To: phone,
      From: "+15005550006",
      Body: "042137 is your code to sign in to Genkan. It works for 5 minutes. Don't pass it on.\n\n@localhost #042137",
    },
  ]);
  expect(await rowOf(id)).toMatchObject({ channel: "sms", payload: null, sentAt: expect.any(Date) });
});

it.each([
  ["waits when Twilio is over its limit", { kind: "error", status: 429, code: 20429 }, "error 20429 429"],
  ["waits when the connection breaks", { kind: "reset" }, "no answer"],
])("an SMS %s, and leaves later", async (_, behaviour, reason) => {
  const phone = newPhone();
  const id = await write(phone, "042137");
  await behave(behaviour);
  await runScheduled();
  expect(await rowOf(id)).toMatchObject({ reason, sentAt: null, failedAt: null });
  const { orm, tables } = openDatabase();
  await orm.update(tables.outbox).set({ nextAttemptAt: new Date() }).where(eq(tables.outbox.id, id));
  await runScheduled();
  expect(await delivered(phone)).toHaveLength(1);
});

it("an SMS to a number that Twilio refuses is given up and wiped", async () => {
  const id = await write(newPhone(), "042137");
  await behave({ kind: "error", status: 400, code: 21614 });
  await runScheduled();
  expect(await rowOf(id)).toMatchObject({
    reason: "error 21614 400",
    payload: null,
    failedAt: expect.any(Date),
  });
});

it.each(["%2B", "+"])("the developer's mailbox shows a number's SMS when asked with %s", async (plus) => {
  const phone = newPhone();
  const id = await write(phone, "731042");
  const { body } = await createVisitor().get(`/__dev/mail?to=${plus}${phone.slice(1)}`);
  expect(body.messages).toEqual([
    {
      id,
      channel: "sms",
      to: phone,
      subject: "",
      text: expect.stringMatching(/@localhost #731042$/),
      html: "",
      links: [],
      code: "731042",
      createdAt: expect.any(String),
    },
  ]);
});
