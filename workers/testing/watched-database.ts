import { env } from "cloudflare:workers";
import { Client } from "pg";
import { vi } from "vitest";
import { onPostgres } from "./open-database.ts";
import { withSettings } from "./with-settings.ts";

type Fetch = (request: Request) => Promise<Response>;

/** The service, and every SQL text that it sends: for proofs that two answers cost the very same. */
export function withStatements(): { fetch: Fetch; statements: string[] } {
  const statements: string[] = [];
  if (!onPostgres) {
    const watched = aroundSession((session) => ({
      ...passed(session),
      prepare(query: string) {
        statements.push(query);
        return session.prepare(query);
      },
    }));
    return { fetch: withSettings({ DB: watched }), statements };
  }
  const query = Client.prototype.query as (...args: unknown[]) => unknown;
  vi.spyOn(Client.prototype, "query").mockImplementation(function (this: Client, ...args: unknown[]) {
    statements.push(textOf(args[0]));
    return query.apply(this, args) as never;
  });
  return { fetch: withSettings({}), statements };
}

/**
 * The service on a database that is lost at the very end of the nth batch of a request: everything was written, nothing
 * was committed.
 */
export function withLostBatch(nth: number): Fetch {
  let batches = 0;
  const isLost = () => {
    batches += 1;
    return batches === nth;
  };
  if (!onPostgres) {
    return withSettings({
      DB: aroundSession((session) => ({
        ...passed(session),
        async batch(all: D1PreparedStatement[]) {
          if (!isLost()) return session.batch(all);
          const impossible = session.prepare("insert into users (id) values (null)");
          const failure = await session.batch([...all, impossible]).catch((error: Error) => error.message);
          if (!/NOT NULL/.test(String(failure))) throw new Error(`not at its end: ${failure}`);
          throw new Error("D1_ERROR: Network connection lost.");
        },
      })),
    });
  }
  const query = Client.prototype.query as (...args: unknown[]) => unknown;
  vi.spyOn(Client.prototype, "query").mockImplementation(function (this: Client, ...args: unknown[]) {
    if (textOf(args[0]) !== "COMMIT" || !isLost()) return query.apply(this, args) as never;
    const lost = Object.assign(new Error("Connection terminated unexpectedly"), { code: "08006" });
    return this.end().then(() => Promise.reject(lost)) as never;
  });
  return withSettings({});
}

/** The service, where `act` happens between what a request has read and its nth batch. */
export function withPause(nth: number, act: () => Promise<void>): Fetch {
  let batches = 0;
  const pause = async () => {
    batches += 1;
    if (batches === nth) await act();
  };
  if (!onPostgres) {
    return withSettings({
      DB: aroundSession((session) => ({
        ...passed(session),
        async batch(all: D1PreparedStatement[]) {
          await pause();
          return session.batch(all);
        },
      })),
    });
  }
  const query = Client.prototype.query as (...args: unknown[]) => unknown;
  vi.spyOn(Client.prototype, "query").mockImplementation(function (this: Client, ...args: unknown[]) {
    if (textOf(args[0]) !== "BEGIN") return query.apply(this, args) as never;
    return pause().then(() => query.apply(this, args)) as never;
  });
  return withSettings({});
}

/** The service while its database can't be reached at all. */
export function withoutDatabase(): Fetch {
  if (onPostgres) {
    return withSettings({ HYPERDRIVE: { connectionString: "postgres://nobody:x@127.0.0.1:9/none" } });
  }
  const gone = () => Promise.reject(new Error("D1_ERROR: Network connection lost."));
  const statement = { bind: () => statement, all: gone, raw: gone, run: gone };
  return withSettings({ DB: aroundSession(() => ({ prepare: () => statement, batch: gone })) });
}

function aroundSession(wrap: (session: D1DatabaseSession) => object) {
  return { withSession: (constraint: string) => wrap(env.DB.withSession(constraint)) };
}

function passed(session: D1DatabaseSession) {
  return {
    prepare: (query: string) => session.prepare(query),
    batch: (statements: D1PreparedStatement[]) => session.batch(statements),
  };
}

function textOf(query: unknown): string {
  return typeof query === "string" ? query : String((query as { text?: unknown }).text);
}
