import { drizzle } from "drizzle-orm/d1";
import type { Database, Orm, Statement, Trips } from "./database.ts";
import { sqlite } from "./dialect.ts";
import { defineTables } from "./tables.ts";
import { createTrip, type Trip, type TripObserver } from "./trip.ts";

const tables = defineTables(sqlite);

/** D1, always at the primary: a replica may be stale, and a stale session is a revoked one that still works. */
export function d1Database(binding: D1Database, observe?: TripObserver): Database {
  const trips: Trips = { count: 0, milliseconds: 0 };
  const counted = countTrips(binding.withSession("first-primary"), createTrip(trips, isAway, observe));
  const orm: Orm = drizzle(counted as unknown as D1Database);
  return {
    orm,
    tables,
    trips,
    close: async () => undefined,
    async atomically(build) {
      const statements = build(orm);
      const results = await orm.batch(Object.values(statements) as [Statement, ...Statement[]]);
      return Object.fromEntries(
        Object.keys(statements).map((name, index) => [name, results[index]]),
      ) as never;
    },
  };
}

/** SQLite says what is wrong with a statement; whatever else fails is the road to it or the machine behind it. */
function isAway(error: Error): boolean {
  return !/SQLITE_(ERROR|CONSTRAINT|MISMATCH|RANGE|TOOBIG|AUTH)|D1_TYPE_ERROR/.test(error.message);
}

/** The part of D1 that Drizzle uses, with each call over the wire counted. A batch is one. */
function countTrips(session: D1DatabaseSession, trip: Trip) {
  const originals = new WeakMap<object, D1PreparedStatement>();

  function wrap(statement: D1PreparedStatement) {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      all: () => trip(() => statement.all()),
      raw: () => trip(() => statement.raw()),
      run: () => trip(() => statement.run()),
    };
    originals.set(wrapped, statement);
    return wrapped;
  }

  return {
    prepare: (query: string) => wrap(session.prepare(query)),
    batch: (statements: object[]) =>
      trip(() =>
        session.batch(statements.map((statement) => originals.get(statement) as D1PreparedStatement)),
      ),
  };
}
