import { hash } from "node:crypto";
import { rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { UserKeys } from "./user-target.ts";

/** How far an import has come. */
export interface Progress {
  /** Lines that were looked at, and where the next one begins, in bytes. */
  number: number;
  end: number;
  /** Bytes of the report. */
  reported: number;
  added: number;
  there: number;
  refused: number;
}

const NOTHING: Progress = { number: 0, end: 0, reported: 0, added: 0, there: 0, refused: 0 };

/** Enough of a digest that no two of billions are alike. */
const DIGEST_BYTES = 16;

const KEYS = ["id", "email", "phone", "usernameKey"] as const satisfies (keyof UserKeys)[];

/**
 * What an import has to remember, on disk: a million users have more keys than fit into memory. `file` may be
 * `:memory:`. `task` says what is imported where; progress of another task is refused.
 */
export function openProgress(file: string, task: string) {
  const db = new DatabaseSync(file);
  // A computer that loses power loses the progress, not the import: run again, it finds everybody there.
  db.exec(`
    pragma journal_mode = wal; pragma synchronous = off; pragma locking_mode = exclusive; pragma cache_size = -65536;
    create table if not exists progress (id integer primary key check (id = 1), task text not null, state text not null);
    create table if not exists seen (key blob primary key, number integer not null) without rowid;`);
  db.prepare("insert into progress values (1, ?, ?) on conflict do nothing").run(
    task,
    JSON.stringify(NOTHING),
  );
  const stored = db.prepare("select task, state from progress");
  if (stored.get()?.task !== task) {
    db.close();
    throw new Error(`${file} is the progress of another import: finish that one, or delete the file`);
  }
  const insert = db.prepare("insert into seen values (?, ?) on conflict do nothing");
  const find = db.prepare("select number from seen where key = ?");
  const forget = db.prepare("delete from seen where key = ?");
  const save = db.prepare("update progress set state = ?");

  return {
    load: (): Progress => JSON.parse(String(stored.get()?.state)),

    /** From now on until `commit` nothing lasts. */
    begin: () => db.exec("begin"),
    commit(progress: Progress) {
      save.run(JSON.stringify(progress));
      db.exec("commit");
    },

    /** Notes the keys of a line, or none of them: then answers with those that an earlier line has, and which. */
    claim(user: UserKeys, number: number): { key: keyof UserKeys; number: number }[] {
      const digests = KEYS.flatMap((key) => {
        const value = user[key];
        return value === null ? [] : [{ key, digest: digestOf(key, value) }];
      });
      const isNew = digests.map(({ digest }) => insert.run(digest, number).changes === 1);
      if (!isNew.includes(false)) return [];
      return digests.flatMap(({ key, digest }, index) => {
        if (isNew[index]) {
          forget.run(digest);
          return [];
        }
        return [{ key, number: Number(find.get(digest)?.number) }];
      });
    },

    close: () => db.isOpen && db.close(),
    /** Closes it, with nothing left to remember. */
    remove() {
      db.close();
      rmSync(file, { force: true });
    },
  };
}

export type ImportProgress = ReturnType<typeof openProgress>;

function digestOf(key: string, value: string): Uint8Array {
  return hash("sha256", `${key}:${value}`, "buffer").subarray(0, DIGEST_BYTES);
}
