import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "../shared/ids.ts";
import { HOUR, after as later, MINUTE } from "../shared/time.ts";
import { openDatabase } from "../testing/open-database.ts";
import { createOutboxStore } from "./outbox.store.ts";

const NOW = new Date("2026-01-01T00:00:00Z");

async function stored() {
  const db = openDatabase();
  const { outbox } = db.tables;
  const id = newId("mail");
  const row = {
    id,
    channel: "email",
    payload: "sealed",
    attempts: 0,
    createdAt: NOW,
    expiresAt: later(NOW, HOUR),
  };
  await db.orm.insert(outbox).values({ ...row, nextAttemptAt: NOW });
  const read = async () => (await db.orm.select().from(outbox).where(eq(outbox.id, id)))[0];
  return { id, read, store: createOutboxStore(db) };
}

describe("the outbox store", () => {
  beforeEach(() => createOutboxStore(openDatabase()).clear());

  it("hands a row to one of twenty that want it, counts the attempt, and again when the lease has run out", async () => {
    const { id, store } = await stored();
    const leaseEnd = later(NOW, MINUTE);
    const claims = await Promise.all(
      Array.from({ length: 20 }, () => createOutboxStore(openDatabase()).claim(id, NOW, leaseEnd)),
    );
    expect(claims.filter((claim) => claim !== null)).toMatchObject([{ id, attempts: 1, payload: "sealed" }]);
    expect(await store.due(NOW, 10)).toEqual([]);
    expect(await store.due(leaseEnd, 10)).toEqual([id]);
    expect(await store.claim(id, leaseEnd, later(leaseEnd, MINUTE))).toMatchObject({ attempts: 2 });
  });

  it.each(["sent", "failed"] as const)(
    "never changes a row that is %s: a sender who stalled comes too late",
    async (end) => {
      const { id, read, store } = await stored();
      if (end === "sent") await store.sent(id, NOW, false);
      else await store.failed(id, NOW, "refused");
      const done = await read();
      const late = later(NOW, MINUTE);
      await store.retryAt(id, late, "timeout");
      await store.failed(id, late, "expired");
      await store.sent(id, late, false);
      expect(await read()).toEqual(done);
      expect(await store.due(later(NOW, HOUR), 10)).toEqual([]);
    },
  );

  it("wipes what was sent or given up, and keeps it where it is the developer's mailbox", async () => {
    const [sent, failed, kept] = [await stored(), await stored(), await stored()];
    await sent.store.sent(sent.id, NOW, false);
    await failed.store.failed(failed.id, NOW, "refused");
    await kept.store.sent(kept.id, NOW, true);
    expect((await sent.store.recent(10)).map(({ id }) => id)).toEqual([kept.id]);
  });
});
