import { HUB_MEMORY_MS } from "../shared/limits.ts";
import type { SocketState } from "./socket-state.ts";

export interface Departure {
  sessionId: string;
  userId: string;
  /** Its end was told already. */
  isEnded: boolean;
  /** When it is due again, unless it has succeeded by then. */
  againAt: number;
}

/**
 * What a hub knows beside its sockets, in its own SQLite: it outlives hibernation, and a crash or a deploy, which end
 * sockets without a word. Times are epoch milliseconds.
 *
 * | table      | one row for each                                            | until                     |
 * |------------|-------------------------------------------------------------|---------------------------|
 * | sockets    | open socket                                                 | it closes                 |
 * | lost       | place of a socket that ended without a word                 | it is given up            |
 * | departures | session whose last socket has closed                        | the database knows        |
 * | tells      | user whose sessions or presence changed                     | the user's sockets know   |
 * | memory     | session that ended, or whose note was taken away, just now  | HUB_MEMORY_MS             |
 */
export function createHubRecords(sql: SqlStorage) {
  sql.exec(`
    create table if not exists sockets (id text primary key, session_id text, user_id text, client text not null, due_at integer not null);
    create index if not exists sockets_session_id on sockets (session_id);
    create index if not exists sockets_user_id on sockets (user_id);
    create index if not exists sockets_due_at on sockets (due_at);
    create table if not exists lost (id text primary key, client text not null);
    create index if not exists lost_client on lost (client);
    create table if not exists departures (session_id text primary key, user_id text not null, due_at integer not null);
    create table if not exists tells (user_id text primary key, but_socket text, due_at integer not null);
    create table if not exists memory (session_id text primary key, is_ended integer not null, due_at integer not null);
  `);

  function count(query: string, ...values: string[]): number {
    return sql.exec<{ n: number }>(`select count(*) as n from ${query}`, ...values).one().n;
  }

  function remember(sessionId: string, isEnded: boolean, now: number): void {
    sql.exec(
      `insert into memory values (?1, ?2, ?3)
       on conflict do update set is_ended = max(is_ended, excluded.is_ended), due_at = excluded.due_at`,
      sessionId,
      isEnded ? 1 : 0,
      now + HUB_MEMORY_MS,
    );
  }

  return {
    addSocket({ id, user, client }: SocketState, dueAt: number): void {
      sql.exec(
        "insert into sockets values (?, ?, ?, ?, ?)",
        id,
        user?.sessionId ?? null,
        user?.userId ?? null,
        client,
        dueAt,
      );
    },

    /** False when it was removed before. */
    removeSocket(id: string): boolean {
      return sql.exec("delete from sockets where id = ? returning id", id).toArray().length > 0;
    },

    setDue(id: string, dueAt: number): void {
      sql.exec("update sockets set due_at = ? where id = ?", dueAt, id);
    },

    dueSockets(now: number): string[] {
      const rows = sql.exec<{ id: string }>("select id from sockets where due_at <= ?", now);
      return rows.toArray().map(({ id }) => id);
    },

    socketCount: () => count("sockets"),
    socketsOfSession: (sessionId: string) => count("sockets where session_id = ?", sessionId),
    socketsOfUser: (userId: string) => count("sockets where user_id = ?", userId),

    /** All sockets are gone: their places are given up, and their sessions depart. How many there were. */
    loseSockets(now: number): number {
      const lost = count("sockets");
      if (lost === 0) return 0;
      sql.exec("insert or ignore into lost select id, client from sockets");
      sql.exec(
        `insert or ignore into departures
         select distinct session_id, user_id, ? from sockets where session_id is not null`,
        now,
      );
      sql.exec("delete from sockets");
      return lost;
    },

    takeLost(client: string): string[] {
      const rows = sql.exec<{ id: string }>("delete from lost where client = ? returning id", client);
      return rows.toArray().map(({ id }) => id);
    },

    lostClients(): string[] {
      const rows = sql.exec<{ client: string }>("select distinct client from lost");
      return rows.toArray().map(({ client }) => client);
    },

    depart(sessionId: string, userId: string, dueAt: number): void {
      sql.exec(
        "insert into departures values (?, ?, ?) on conflict do update set due_at = excluded.due_at",
        sessionId,
        userId,
        dueAt,
      );
    },

    /** Whether it was about to depart. */
    cancelDeparture(sessionId: string): boolean {
      const rows = sql.exec("delete from departures where session_id = ? returning session_id", sessionId);
      return rows.toArray().length > 0;
    },

    /** Those that are due, and again at `againAt`. Who has come back meanwhile doesn't depart. */
    takeDepartures(now: number, againAt: number): Departure[] {
      sql.exec(
        `delete from departures where due_at <= ?1
         and exists (select 1 from sockets where sockets.session_id = departures.session_id)`,
        now,
      );
      const rows = sql.exec<{ session_id: string; user_id: string; is_ended: number | null }>(
        `update departures set due_at = ?2 where due_at <= ?1 returning session_id, user_id,
         (select is_ended from memory where memory.session_id = departures.session_id) as is_ended`,
        now,
        againAt,
      );
      return rows.toArray().map((row) => ({
        sessionId: row.session_id,
        userId: row.user_id,
        isEnded: row.is_ended === 1,
        againAt,
      }));
    },

    /** Unless it came and went once more meanwhile: then it is due anew. */
    departed({ sessionId, againAt }: Departure): void {
      sql.exec("delete from departures where session_id = ? and due_at = ?", sessionId, againAt);
    },

    /** All of the user's sockets but one are to be told; of several changes at once, once. */
    tell(userId: string, butSocket: string | null, dueAt: number): void {
      sql.exec(
        `insert into tells values (?, ?, ?)
         on conflict do update set but_socket = iif(but_socket is excluded.but_socket, but_socket, null)`,
        userId,
        butSocket,
        dueAt,
      );
    },

    takeTells(now: number): { userId: string; butSocket: string | null }[] {
      const rows = sql.exec<{ user_id: string; but_socket: string | null }>(
        "delete from tells where due_at <= ? returning user_id, but_socket",
        now,
      );
      return rows.toArray().map((row) => ({ userId: row.user_id, butSocket: row.but_socket }));
    },

    rememberEnd: (sessionId: string, now: number) => remember(sessionId, true, now),
    rememberLeave: (sessionId: string, now: number) => remember(sessionId, false, now),

    /** What happened to a session just now, as far as its sockets must know. */
    recall(sessionId: string): "ended" | "left" | null {
      const [row] = sql
        .exec<{ is_ended: number }>("select is_ended from memory where session_id = ?", sessionId)
        .toArray();
      if (!row) return null;
      return row.is_ended === 1 ? "ended" : "left";
    },

    forget(now: number): void {
      sql.exec("delete from memory where due_at <= ?", now);
    },

    /** When something is due next; null when nothing is. */
    nextDue(): number | null {
      return sql
        .exec<{ at: number | null }>(
          `select min(at) as at from (
             select min(due_at) as at from sockets
             union all select min(due_at) from departures
             union all select min(due_at) from tells
             union all select min(due_at) from memory
             union all select 0 where exists (select 1 from lost)
           )`,
        )
        .one().at;
    },
  };
}

export type HubRecords = ReturnType<typeof createHubRecords>;
