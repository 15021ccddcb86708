import type { Increment } from "./increment.ts";

export interface Total extends Increment {
  /** When its series was first seen, in milliseconds since 1970. */
  bornAt: number;
}

/**
 * The exporter's memory, in its own SQLite. Totals only grow; `seen` is what Analytics Engine has said of a minute so far.
 *
 * | table  | one row for each                          | until                                   |
 * |--------|-------------------------------------------|-----------------------------------------|
 * | totals | counter; bucket and sum of a histogram    | for ever                                |
 * | seen   | part of a series in a minute              | the minute is past being read again     |
 */
export function createExporterStore(storage: DurableObjectStorage) {
  const { sql } = storage;
  sql.exec(`
    create table if not exists totals (
      family text not null, labels text not null, part text not null, amount real not null, born_at integer not null,
      primary key (family, labels, part)
    ) without rowid;
    create table if not exists seen (
      family text not null, labels text not null, part text not null, minute integer not null, amount real not null,
      primary key (minute, family, labels, part)
    ) without rowid;
  `);

  return {
    /** All of it or nothing. */
    atomically: <T>(work: () => T): T => storage.transactionSync(work),

    add({ family, labels, part, amount }: Increment, now: number): void {
      sql.exec(
        `insert into totals values (?, ?, ?, ?, ?)
         on conflict do update set amount = amount + excluded.amount`,
        family,
        JSON.stringify(labels),
        part,
        amount,
        now,
      );
    },

    totals(): Total[] {
      const rows = sql.exec<{
        family: string;
        labels: string;
        part: string;
        amount: number;
        born_at: number;
      }>("select * from totals");
      return rows
        .toArray()
        .map(({ labels, born_at, ...row }) => ({ ...row, labels: JSON.parse(labels), bornAt: born_at }));
    },
  };
}

export type ExporterStore = ReturnType<typeof createExporterStore>;
