import { isNotNull } from "drizzle-orm";
import type { Dialect } from "./dialect.ts";

export interface Device {
  name: string;
  browser: string | null;
  os: string | null;
  kind: "desktop" | "mobile" | "tablet" | "other";
}

export interface Location {
  city: string | null;
  country: string | null;
}

/** What a sign-up asked for, kept with its link until the address is proved. */
export interface PendingSignUp {
  passwordHash: string;
  name: string | null;
  username: string | null;
}

/** What using a link or a code will change an account to; of a code for `reauth`, where it went. */
export interface PendingChange {
  /** An address or a phone number. */
  to: string;
  /** The session that asked. */
  sessionId: string;
}

/**
 * | table        | secret                          | stored as                       | ends                              |
 * |--------------|---------------------------------|---------------------------------|-----------------------------------|
 * | users        | password                        | passwords/stored-hash.ts        | with the account                  |
 * | one_time     | link token, code                | SHA-256; HMAC under a derived key | used, replaced or expired; purged |
 * | sessions     | refresh token, its predecessor  | SHA-256                         | idle, absolute, or ended; purged  |
 * | outbox       | the mail, with link and code    | AES-GCM under a derived key     | wiped when sent; purged           |
 * | signing_keys | private key                     | AES-GCM under a derived key     | after its last token; deleted     |
 * | events       | none                            |                                 | after 90 days                     |
 */
export function defineTables(d: Dialect) {
  const users = d.table(
    "users",
    {
      id: d.text("id").primaryKey(),
      /** Normalised (accounts/email-address.ts); null for someone who came by phone. */
      email: d.text("email"),
      emailVerifiedAt: d.timestamp("email_verified_at"),
      username: d.text("username"),
      /** The username without case: what is unique. */
      usernameKey: d.text("username_key"),
      name: d.text("name"),
      /** What mails to them are written in (shared/language.ts); null: in whatever their visitor reads. */
      language: d.text("language"),
      phone: d.text("phone"),
      phoneVerifiedAt: d.timestamp("phone_verified_at"),
      passwordHash: d.text("password_hash"),
      /** Not touched by a rehash: it says which password it is, not how it is hashed. */
      passwordChangedAt: d.timestamp("password_changed_at"),
      /** Hashes of earlier passwords, newest first; as many as PASSWORD_HISTORY asks for. */
      previousHashes: d.json<string[]>("previous_hashes"),
      disabledAt: d.timestamp("disabled_at"),
      /** The account is being deleted: gone from then on, whenever its rows are purged. Signing in before restores it. */
      purgeAt: d.timestamp("purge_at"),
      /** Sessions created at or before this are dead, whenever their row was written. */
      revokedBefore: d.timestamp("revoked_before").notNull(),
      /** Device cookies made at or before this are void. */
      devicesVoidBefore: d.timestamp("devices_void_before").notNull(),
      createdAt: d.timestamp("created_at").notNull(),
    },
    (t) => [
      d.uniqueIndex("users_email").on(t.email),
      d.uniqueIndex("users_username_key").on(t.usernameKey),
      d.uniqueIndex("users_phone").on(t.phone),
      d.index("users_purge_at").on(t.purgeAt),
      d.index("users_created_at").on(t.createdAt, t.id),
      d.index("users_revoked_before").on(t.revokedBefore),
    ],
  );

  const oneTime = d.table(
    "one_time",
    {
      id: d.text("id").primaryKey(),
      purpose: d.text("purpose").notNull(),
      /** Whom it is for: an address, a phone number or an id. One live request per purpose and subject; a newer one takes the row over. */
      subject: d.text("subject").notNull(),
      /** Whose it is, where that was known when it was made: it goes with the account. */
      userId: d.text("user_id").references(() => users.id, { onDelete: "cascade" }),
      linkDigest: d.text("link_digest").notNull(),
      codeDigest: d.text("code_digest").notNull(),
      attempts: d.integer("attempts").notNull(),
      /** A keyed digest of the client that asked. */
      askedBy: d.text("asked_by").notNull(),
      /** 1 when different clients asked for the same while it waited. */
      contested: d.integer("contested").notNull(),
      signUp: d.json<PendingSignUp>("sign_up"),
      change: d.json<PendingChange>("change"),
      createdAt: d.timestamp("created_at").notNull(),
      expiresAt: d.timestamp("expires_at").notNull(),
      codeExpiresAt: d.timestamp("code_expires_at").notNull(),
      /** The session that using it started, or another id of that act: set once, by the one statement that says who won. */
      usedBy: d.text("used_by"),
      usedAt: d.timestamp("used_at"),
    },
    (t) => [
      d.uniqueIndex("one_time_purpose_subject").on(t.purpose, t.subject),
      d.uniqueIndex("one_time_link_digest").on(t.linkDigest),
      d.index("one_time_expires_at").on(t.expiresAt),
      d.index("one_time_user_id").on(t.userId),
      d.index("one_time_subject").on(t.subject),
    ],
  );

  const sessions = d.table(
    "sessions",
    {
      id: d.text("id").primaryKey(),
      userId: d
        .text("user_id")
        .notNull()
        .references(() => users.id, { onDelete: "cascade" }),
      method: d.text("method").notNull(),
      /** The refresh chain: the digest that is good now, the one it replaced, how often that happened, and when. */
      currentDigest: d.text("current_digest").notNull(),
      previousDigest: d.text("previous_digest"),
      generation: d.integer("generation").notNull(),
      rotatedAt: d.timestamp("rotated_at").notNull(),
      authTime: d.timestamp("auth_time").notNull(),
      createdAt: d.timestamp("created_at").notNull(),
      lastSeenAt: d.timestamp("last_seen_at").notNull(),
      idleExpiresAt: d.timestamp("idle_expires_at").notNull(),
      expiresAt: d.timestamp("expires_at").notNull(),
      device: d.json<Device>("device").notNull(),
      ip: d.text("ip"),
      location: d.json<Location>("location"),
      endedAt: d.timestamp("ended_at"),
      endReason: d.text("end_reason"),
      /** The hub that holds its open sockets (live/hub-name.ts); null while it has none. */
      hub: d.text("hub"),
    },
    (t) => [
      d.index("sessions_user_id").on(t.userId, t.createdAt),
      d.index("sessions_expires_at").on(t.expiresAt),
      // Most rows of the table are sessions that have not ended: they cost this index nothing.
      d.index("sessions_ended_at").on(t.endedAt, t.id).where(isNotNull(t.endedAt)),
    ],
  );

  const events = d.table(
    "events",
    {
      id: d.text("id").primaryKey(),
      userId: d
        .text("user_id")
        .notNull()
        .references(() => users.id, { onDelete: "cascade" }),
      type: d.text("type").notNull(),
      at: d.timestamp("at").notNull(),
      ip: d.text("ip"),
      device: d.json<Device>("device"),
      location: d.json<Location>("location"),
      sessionId: d.text("session_id"),
    },
    (t) => [d.index("events_user_id_at_id").on(t.userId, t.at, t.id), d.index("events_at").on(t.at)],
  );

  const outbox = d.table(
    "outbox",
    {
      id: d.text("id").primaryKey(),
      channel: d.text("channel").notNull(),
      /** Sealed: recipient, letter and the visitor's language. Null once sent for real. */
      payload: d.text("payload"),
      /** What the recipient's account has chosen, which wins over the visitor's; null without an account or a choice. */
      language: d.text("language"),
      attempts: d.integer("attempts").notNull(),
      createdAt: d.timestamp("created_at").notNull(),
      /** When what it carries is dead and sending it would only confuse. */
      expiresAt: d.timestamp("expires_at").notNull(),
      /** Due from then on; while somebody sends it, the end of his lease; null when done. */
      nextAttemptAt: d.timestamp("next_attempt_at"),
      sentAt: d.timestamp("sent_at"),
      failedAt: d.timestamp("failed_at"),
      reason: d.text("reason"),
    },
    (t) => [
      d.index("outbox_next_attempt_at").on(t.nextAttemptAt),
      d.index("outbox_created_at").on(t.createdAt),
    ],
  );

  const signingKeys = d.table(
    "signing_keys",
    {
      kid: d.text("kid").primaryKey(),
      /** 1, 2, 3 …: unique, so that of several isolates that rotate at once one wins. */
      sequence: d.integer("sequence").notNull(),
      alg: d.text("alg").notNull(),
      publicJwk: d.json<Record<string, unknown>>("public_jwk").notNull(),
      privateKey: d.text("private_key").notNull(),
      createdAt: d.timestamp("created_at").notNull(),
      /** Signs from then on; published before. */
      activeAt: d.timestamp("active_at").notNull(),
    },
    (t) => [d.uniqueIndex("signing_keys_sequence").on(t.sequence)],
  );

  return { users, oneTime, sessions, events, outbox, signingKeys };
}

export type Tables = ReturnType<typeof defineTables>;
export type UserRow = Tables["users"]["$inferSelect"];
export type SessionRow = Tables["sessions"]["$inferSelect"];
export type OneTimeRow = Tables["oneTime"]["$inferSelect"];
export type EventRow = Tables["events"]["$inferSelect"];
