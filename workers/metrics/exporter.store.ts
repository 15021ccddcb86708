import { type LedgerState, type LedgerStore, NOTHING_YET } from "./ledger.ts";

const STATE = "state";

/**
 * The exporter's memory, in its own SQLite.
 *
 * | table  | one row for each                          | until                                 |
 * |--------|-------------------------------------------|---------------------------------------|
 * | totals | counter; bucket and sum of a histogram    | for ever                              |
 * | seen   | the same in a minute, as it was last read | that minute won't be read again       |
 */
export function createExporterStore(storage: DurableObjectStorage): LedgerStore {
  const { sql, kv } = storage;
  sql.exec(`
    create table if not exists totals (
      family text not null, labels text not null, part text not null, amount real not null, born_at integer not null,
      primary key (family, labels, part)
    ) without rowid;
    create table if not exists seen (
      minute integer not null, family text not null, labels text not null, part text not null, amount real not null,
      primary key (minute, family, labels, part)
    ) without rowid;
  `);

  return {
    atomically: (work) => storage.transactionSync(work),

    totals() {
      const rows = sql.exec<{
        family: string;
        labels: string;
        part: string;
        amount: number;
        born_at: number;
      }>("select * from totals");
      return rows
        .toArray()
        .map(({ labels, born_at: bornAt, ...row }) => ({ ...row, labels: JSON.parse(labels), bornAt }));
    },

    add({ family, labels, part, amount }, now) {
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

    seen(from) {
      const rows = sql.exec<{ minute: number; family: string; labels: string; part: string; amount: number }>(
        "select * from seen where minute >= ?",
        from,
      );
      return rows.toArray().map(({ labels, ...row }) => ({ ...row, labels: JSON.parse(labels) }));
    },

    see({ minute, family, labels, part, amount }) {
      sql.exec(
        `insert into seen values (?, ?, ?, ?, ?)
         on conflict do update set amount = amount + excluded.amount`,
        minute,
        family,
        JSON.stringify(labels),
        part,
        amount,
      );
    },

    forgetSeen: (before) => void sql.exec("delete from seen where minute < ?", before),

    state: () => kv.get<LedgerState>(STATE) ?? NOTHING_YET,
    saveState: (state) => kv.put(STATE, state),
  };
}
