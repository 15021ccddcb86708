import { DAY, HOUR, MINUTE, SECOND } from "./time.ts";

// Every number that is not a setting, with its unit in its name and its reason beside it.

/** Larger than any honest request of this API, small enough to read whole (CONTRACT: 413 above). */
export const BODY_MAX_BYTES = 16 * 1024;
export const JSON_MAX_DEPTH = 32;

/** RFC 5321 4.5.3.1: 64 octets before the @, 254 for the address as a whole (errata 1690). */
export const EMAIL_MAX_LENGTH = 254;
export const EMAIL_LOCAL_MAX_LENGTH = 64;
export const NAME_MAX_CODE_POINTS = 100;

/** ASVS 6.2.9 wants at least 64; the byte bound keeps normalising and hashing bounded. */
export const PASSWORD_MAX_CODE_POINTS = 256;
export const PASSWORD_MAX_BYTES = 1024;
/** The floor of PASSWORD_MIN_LENGTH (NIST SP 800-63B-4 3.1.1.1). */
export const PASSWORD_MIN_FLOOR = 8;

/** OWASP Password Storage: 16-byte salt, 32-byte output. */
export const SALT_BYTES = 16;
export const HASH_BYTES = 32;
/** One hash runs at a time per isolate (128 MB). So many fit into the longest wait at 40 ms each, with room to spare. */
export const HASH_QUEUE_MAX = 32;
export const HASH_WAIT_MAX_MS = 2 * SECOND;

/** A range answer of the breach API slower than this is done without: the embedded list decides. */
export const BREACH_API_TIMEOUT_MS = 1 * SECOND;

/** A database silent for this long is down (CONTRACT: 503 after 3 s). */
export const DATABASE_TIMEOUT_MS = 3 * SECOND;

/** Resend answers in well under a second; the outbox tries again later anyway. */
export const MAIL_TIMEOUT_MS = 5 * SECOND;
/** A sender that died mid-way blocks its mail for this long at most. Longer than MAIL_TIMEOUT_MS. */
export const OUTBOX_LEASE_MS = 30 * SECOND;
/** Back-off between tries: 10 s doubling to 10 min. */
export const OUTBOX_BACKOFF_FIRST_MS = 10 * SECOND;
export const OUTBOX_BACKOFF_MAX_MS = 10 * MINUTE;
/** Resend remembers an Idempotency-Key for 24 h; past that a retry could double the mail. */
export const OUTBOX_RETRY_MAX_MS = 23 * HOUR;
export const OUTBOX_BATCH = 20;

/** Between an answer and the work put off for it: starting that must not show in the answer's time. */
export const DEFER_MS = 20;

/** CONTRACT section 4: codes. */
export const CODE_DIGITS = 6;
export const CODE_ATTEMPTS = 5;
/** One mail or message a minute per recipient and purpose. */
export const SEND_INTERVAL_MS = 1 * MINUTE;

/** CONTRACT section 9. */
export const ACCOUNT_FAILURES_MAX = 100;
export const ACCOUNT_LOCK_MS = 24 * HOUR;
export const SPRAY_FAILURES_MAX = 20;
export const SPRAY_WINDOW_MS = 15 * MINUTE;

/** RFC 6265bis caps cookie lifetimes at 400 days; the device's cookie lives so long. */
export const COOKIE_MAX_MS = 400 * DAY;
/** Users that one browser remembers; the oldest gives way. Keeps the cookie far under 4 KiB. */
export const DEVICE_COOKIE_USERS = 5;

/** Signing keys: a new one each 90 days (NIST SP 800-57: a year or two at most). */
export const KEY_LIFETIME_MS = 90 * DAY;
/** Published this long before first use: longer than JWKS caches (5 min), with room for a slow roll-out. */
export const KEY_PUBLISH_AHEAD_MS = 15 * MINUTE;
/** Kept this long past its last signature, on top of the longest access token. */
export const KEY_RETIRE_MARGIN_MS = 1 * HOUR;
export const JWKS_MAX_AGE_SECONDS = 300;
/** How long an isolate believes the keys it has read, so that a removed key dies within the JWKS's age. */
export const KEY_CACHE_MS = 5 * MINUTE;
/** An unknown `kid` re-reads the keys at most this often per isolate: floods cost nothing. */
export const KEY_COOLDOWN_MS = 30 * SECOND;

/** A pending sign-up and a spent link are remembered this long past their end, so that a resend still works. */
export const ONE_TIME_KEEP_MS = 7 * DAY;
export const SESSION_KEEP_MS = 30 * DAY;
export const OUTBOX_KEEP_MS = 1 * DAY;
/** Security log 90 days (CONTRACT's reference: ASVS 16). */
export const AUDIT_KEEP_MS = 90 * DAY;
/** Rows per purge statement: a D1 database is one thread, long statements block sign-ins. */
export const PURGE_CHUNK = 1_000;
export const PURGE_CHUNKS_MAX = 20;
