import { drizzle } from "drizzle-orm/node-postgres";
import { Client, type QueryConfig } from "pg";
import { AppError } from "../shared/errors.ts";
import { DATABASE_TIMEOUT_MS } from "../shared/limits.ts";
import type { Database, Orm, Statement, Trips } from "./database.ts";
import { postgres } from "./dialect.ts";
import { defineTables } from "./tables.ts";
import { createTrip, type TripObserver } from "./trip.ts";

const tables = defineTables(postgres);

/** How often a batch begins that the server ends for the sake of others. */
const BATCH_TRIES = 3;

/** What Drizzle asks of a driver; node-postgres gives it over a socket, PGlite in tests without one. */
export interface PostgresDriver {
  query(config: QueryConfig | string, values?: unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Postgres through Hyperdrive. One client per request, connected at its first query: a client belongs to the request
 * that opened it, and Hyperdrive's pool makes opening one cheap. Closed when the request is over.
 */
export function postgresDatabase(connectionString: string, observe?: TripObserver): Database {
  let client: Promise<Client> | undefined;

  async function connect(): Promise<Client> {
    const opened = new Client({
      connectionString,
      pipeline: true,
      connectionTimeoutMillis: DATABASE_TIMEOUT_MS,
    });
    // Without a listener a connection lost between queries would be an uncaught exception; the next query says so.
    opened.on("error", () => undefined);
    await opened.connect();
    return opened;
  }

  const driver: PostgresDriver = {
    async query(config, values) {
      client ??= connect();
      return (await client).query(config as QueryConfig, values);
    },
    async close() {
      // One that never opened or is broken has nothing to give back.
      await client?.then((opened) => opened.end()).catch(() => undefined);
    },
  };
  return postgresDatabaseOver(driver, observe);
}

export function postgresDatabaseOver(driver: PostgresDriver, observe?: TripObserver): Database {
  const trips: Trips = { count: 0, milliseconds: 0 };
  const trip = createTrip(trips, isAway, observe);
  const single = drizzle(counted() as never) as unknown as Orm;
  /** The end of the batch under way, however it ends. On one connection whatever else is sent would become part of it. */
  let batch: Promise<unknown> = Promise.resolve();

  function counted(): PostgresDriver {
    return {
      ...driver,
      async query(config, values) {
        await batch;
        return trip(() => driver.query(config, values));
      },
    };
  }

  /**
   * Sends the statements without waiting for their answers: together they are one trip. Drizzle takes its own time until
   * it hands a statement to the driver, so each next one is built when the one before has been sent.
   */
  async function pipelined(build: (orm: Orm) => Record<string, Statement>): Promise<Record<string, unknown>> {
    let sent = () => {};
    const orm = drizzle({
      query(config: QueryConfig, values?: unknown[]) {
        const answer = driver.query(config, values);
        sent();
        return answer;
      },
    } as never) as unknown as Orm;
    const statements = build(orm);
    const answers: Promise<unknown>[] = [];
    for (const statement of Object.values(statements)) {
      const onItsWay = new Promise<void>((resolve) => {
        sent = resolve;
      });
      const answer = Promise.resolve(statement as unknown as PromiseLike<unknown>);
      answers.push(answer);
      await Promise.race([onItsWay, answer.catch(() => undefined)]);
    }
    const settled = await Promise.allSettled(answers);
    // The first failure is the cause; those behind it only say that the transaction is aborted.
    const failure = settled.find((result) => result.status === "rejected");
    if (failure) throw failure.reason;
    const values = settled.map((result) => (result as PromiseFulfilledResult<unknown>).value);
    return Object.fromEntries(Object.keys(statements).map((name, index) => [name, values[index]]));
  }

  return {
    orm: single,
    tables,
    trips,
    close: () => driver.close(),
    atomically(build) {
      const results = batch.then(() => transaction(build));
      batch = results.catch(() => undefined);
      return results as never;
    },
  };

  async function transaction(
    build: (orm: Orm) => Record<string, Statement>,
  ): Promise<Record<string, unknown>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(build);
      } catch (error) {
        if (attempt === BATCH_TRIES || !isVictim(error)) throw error;
      }
    }
  }

  async function once(build: (orm: Orm) => Record<string, Statement>): Promise<Record<string, unknown>> {
    await trip(() => driver.query("BEGIN"));
    const results = await trip(() => pipelined(build)).catch(async (error: unknown) => {
      // A database that is away has rolled back by itself, or will when the connection closes: don't wait for it.
      if (!(error instanceof AppError)) await driver.query("ROLLBACK").catch(() => undefined);
      throw error;
    });
    await trip(() => driver.query("COMMIT"));
    return results;
  }
}

/** 40P01, 40001: two batches waited for each other, and this one was rolled back. Nothing of it is left, so it may begin anew. */
function isVictim(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ("code" in e && (e.code === "40P01" || e.code === "40001")) return true;
  }
  return false;
}

/**
 * SQLSTATE classes that speak of the server and not of the statement: 08 connection, 25006 read-only (a fail-over),
 * 53 resources, 57 operator intervention, 58 system, XX internal. No SQLSTATE at all: the connection itself.
 */
function isAway(error: Error): boolean {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    // Our own mistake, not the network's.
    if (e instanceof TypeError || e instanceof RangeError || e instanceof ReferenceError) return false;
    if ("code" in e && typeof e.code === "string" && /^[0-9A-Z]{5}$/.test(e.code)) {
      return /^(08|53|57|58|XX|25006)/.test(e.code);
    }
  }
  return true;
}
