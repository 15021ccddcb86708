import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { PGlite } from "@electric-sql/pglite";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { postgresMigrations } from "../../workers/testing/postgres-for-tests.ts";
import { exportUsers } from "./export-users.ts";
import { openProgress } from "./import-progress.ts";
import { BATCH_LINES, importUsers, type Refused } from "./import-users.ts";
import { readLines } from "./lines.ts";
import { createPostgresTarget } from "./postgres-target.ts";
import { createSqliteTarget } from "./sqlite-target.ts";
import type { UserTarget } from "./user-target.ts";

const NOW = new Date("2026-11-21T12:00:00.000Z");
const D1_MIGRATIONS = join(import.meta.dirname, "../../migrations/d1");
const BCRYPT = "$2b$10$abcdefghijklmnopqrstuu10cNU3mXRamSUZYs8I8M/Szu..qXq5K";

const close = async () => undefined;

interface Opened {
  target: UserTarget;
  execute: (sql: string) => Promise<unknown>;
}

async function onSqlite(): Promise<Opened> {
  const db = new DatabaseSync(":memory:");
  for (const name of readdirSync(D1_MIGRATIONS).filter((name) => name.endsWith(".sql"))) {
    db.exec(readFileSync(join(D1_MIGRATIONS, name), "utf8"));
  }
  return {
    target: createSqliteTarget(async (sql, parameters) => db.prepare(sql).all(...parameters) as never, close),
    execute: async (sql) => db.exec(sql),
  };
}

async function onPostgres(): Promise<Opened> {
  const lite = new PGlite();
  for (const statement of await postgresMigrations()) await lite.exec(statement);
  return {
    target: createPostgresTarget(
      async (sql, parameters) => (await lite.query(sql, parameters)).rows as never,
      close,
    ),
    execute: (sql) => lite.exec(sql),
  };
}

function file(lines: (object | string)[]): Buffer {
  return Buffer.from(
    lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""),
  );
}

interface Run {
  apply?: boolean;
  progress?: ReturnType<typeof openProgress>;
  onBatch?: () => void;
  signal?: AbortSignal;
}

async function run(target: UserTarget, content: Buffer, options: Run = {}) {
  const { apply = true, onBatch = () => {}, signal = new AbortController().signal } = options;
  const progress = options.progress ?? openProgress(":memory:", "test");
  const before = progress.load();
  const refused: Refused[] = [];
  const done = await importUsers({
    lines: readLines(chunksOf(content.subarray(before.end)), before),
    target,
    progress,
    report(some) {
      refused.push(...some);
      return JSON.stringify(some).length;
    },
    apply,
    now: NOW,
    onBatch,
    signal,
  });
  return { ...done, reasons: refused.map(({ line, field, reason }) => `${line} ${field} ${reason}`) };
}

async function* chunksOf(content: Buffer) {
  for (let from = 0; from < content.length; from += 1_000) yield content.subarray(from, from + 1_000);
}

async function exported(target: UserTarget, withHash = true): Promise<string[]> {
  const lines: string[] = [];
  for await (const page of exportUsers(target, { withHash })) lines.push(...page);
  return lines;
}

const ADA = {
  id: "usr_AAAAAAAAAAAAAAAAAAAAAA",
  email: "ada@example.com",
  emailVerified: true,
  username: "Ada",
  name: "Ada 玄関",
  phone: "+4930123456",
  phoneVerified: true,
  passwordHash: BCRYPT,
  createdAt: "2020-01-02T03:04:05.678Z",
  disabled: true,
};

function many(count: number, from = 0) {
  return Array.from({ length: count }, (_, index) => ({
    id: `old-${from + index}`,
    email: `u${from + index}@example.com`,
  }));
}

describe.each([
  ["SQLite", onSqlite],
  ["Postgres", onPostgres],
])("users on %s", (_, open) => {
  let target: UserTarget;
  let execute: Opened["execute"];
  const empty = () => execute("delete from users");

  // One for all tests: Postgres takes its time to start.
  beforeAll(async () => {
    ({ target, execute } = await open());
  }, 120_000);

  beforeEach(async () => {
    await empty();
  });

  it("come in and out again as they were", async () => {
    expect(await run(target, file([ADA, { phone: "+4930999999" }]))).toMatchObject({
      added: 2,
      there: 0,
      refused: 0,
    });
    const lines = await exported(target);
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(ADA);
    expect(await exported(target, false)).toEqual(
      lines.map((line) => JSON.stringify({ ...JSON.parse(line), passwordHash: undefined })),
    );

    await empty();
    expect(await run(target, file(lines))).toMatchObject({ added: 2, refused: 0 });
    expect(await exported(target)).toEqual(lines);
  });

  it("are as sign-up would have made them", async () => {
    await run(target, file([ADA]));
    const [user] = await target.page("", 10);
    const createdAt = new Date(ADA.createdAt);
    const before = new Date(createdAt.getTime() - 1);
    expect(user).toMatchObject({
      emailVerifiedAt: createdAt,
      usernameKey: "ada",
      disabledAt: NOW,
      createdAt,
    });
    expect(user).toMatchObject({
      revokedBefore: before,
      devicesVoidBefore: before,
      passwordChangedAt: createdAt,
    });
  });

  it("are only looked at without `apply`", async () => {
    await run(target, file([{ email: "there@example.com" }]));
    const dry = await run(target, file([ADA, { email: "there@example.com" }, { email: "nobody" }]), {
      apply: false,
    });
    expect(dry).toMatchObject({ number: 3, added: 1, there: 1, refused: 1, finished: true });
    expect(dry.reasons).toEqual(["3 email must be an e-mail address"]);
    expect(await exported(target)).toHaveLength(1);
  });

  it("are there already the second time", async () => {
    const content = file([ADA, ...many(3), { phone: "+4930999999", username: "bob" }]);
    await run(target, content);
    const before = await exported(target);
    expect(await run(target, content)).toMatchObject({ added: 0, there: 5, refused: 0 });
    expect(await exported(target)).toEqual(before);
  });

  it("that repeat an earlier line are refused, wherever that was", async () => {
    const lines = [
      ADA,
      ...many(BATCH_LINES),
      { email: "ADA@example.com", username: "other" },
      { email: "x@example.com", username: "aDA" },
      { email: "y@example.com", username: "other" },
    ];
    const done = await run(target, file(lines));
    expect(done).toMatchObject({ added: BATCH_LINES + 2, there: 0, refused: 2 });
    expect(done.reasons).toEqual([
      `${BATCH_LINES + 2} email is that of line 1 too`,
      `${BATCH_LINES + 3} username is that of line 1 too`,
    ]);
  });

  it("that would take what is somebody else's are refused", async () => {
    await run(target, file([ADA, { id: "7", email: "seven@example.com", username: "seven" }]));
    const done = await run(
      target,
      file([
        { email: "new@example.com", username: "ADA" },
        { email: "seven@example.com", phone: ADA.phone },
        { id: "7", email: "another@example.com" },
      ]),
    );
    expect(done).toMatchObject({ added: 0, there: 0, refused: 3 });
    const same = { email: "seven@example.com", username: "SEVEN", name: "Another name" };
    expect(await run(target, file([same]))).toMatchObject({ added: 0, there: 1, refused: 0 });
    expect(done.reasons).toEqual([
      "1 username is that of another user",
      "2 phone is that of another user",
      "3 id is that of another user",
    ]);
  });

  it("who sign up in the meantime are left alone", async () => {
    const early: UserTarget = {
      ...target,
      async add(users) {
        // Between the look and the write.
        await target.add(
          users.slice(0, 1).map((user) => ({ ...user, id: "usr_BBBBBBBBBBBBBBBBBBBBBA", name: "Quick" })),
        );
        return target.add(users);
      },
    };
    const quick = { email: "ada@example.com" };
    expect(await run(early, file([quick, ...many(2)]))).toMatchObject({ added: 2, there: 1, refused: 0 });
    expect(await exported(target)).toContainEqual(expect.stringContaining('"name":"Quick"'));
  });

  it("come in where an interrupted import left off, and once each", async () => {
    const content = file([
      ...many(BATCH_LINES),
      "broken",
      ...many(2 * BATCH_LINES, BATCH_LINES),
      { email: "u0@example.com" },
    ]);
    const progress = openProgress(":memory:", "test");
    const interrupt = new AbortController();
    const first = await run(target, content, {
      progress,
      signal: interrupt.signal,
      onBatch: () => interrupt.abort(),
    });
    expect(first).toMatchObject({ number: BATCH_LINES, added: BATCH_LINES, finished: false });

    const second = await run(target, content, { progress });
    expect(second).toMatchObject({ added: 3 * BATCH_LINES, there: 0, refused: 2, finished: true });
    expect(second.reasons).toEqual([
      `${BATCH_LINES + 1}  is not JSON`,
      `${3 * BATCH_LINES + 2} email is that of line 1 too`,
    ]);
    expect(await exported(target)).toHaveLength(3 * BATCH_LINES);
  });

  it("of a batch that was written but not remembered are found the next time", async () => {
    const content = file(many(3));
    await run(target, content);
    expect(await run(target, content, { progress: openProgress(":memory:", "test") })).toMatchObject({
      there: 3,
    });
  });

  it("stay behind when they are being deleted", async () => {
    await run(target, file([ADA, { email: "leaving@example.com" }]));
    await execute("update users set purge_at = created_at where email = 'leaving@example.com'");
    expect((await exported(target)).map((line) => JSON.parse(line).email)).toEqual([ADA.email]);
  });

  it("are exported whole, page by page", async () => {
    await run(target, file(many(2_100)));
    const lines = await exported(target);
    expect(new Set(lines.map((line) => JSON.parse(line).email)).size).toBe(2_100);
  });
});
