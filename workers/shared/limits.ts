import { DAY, HOUR, MINUTE, SECOND } from "./time.ts";

// Every number that is not a setting, with its unit in its name and its reason beside it.

/** Larger than any honest request of this API, small enough to read whole (CONTRACT: 413 above). */
export const BODY_MAX_BYTES = 16 * 1024;
export const JSON_MAX_DEPTH = 32;

/** RFC 5321 4.5.3.1: 64 octets before the @, 254 for the address as a whole (errata 1690). */
export const EMAIL_MAX_LENGTH = 254;
export const EMAIL_LOCAL_MAX_LENGTH = 64;
/** E.164 has 15 digits at most; the rest is room for blanks, hyphens and brackets. */
export const PHONE_MAX_LENGTH = 40;
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

/** Resend and Twilio answer in well under a second; the outbox tries again later anyway. */
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
/** A link that signs in works at most so long, whatever LINK_TTL says (ASVS 6.5.5: ten minutes for codes). */
export const MAGIC_LINK_MAX_MS = 15 * MINUTE;
/** Links that take something back ("undo", "this wasn't me"): people read such mail late. */
export const NOTICE_LINK_TTL_MS = 7 * DAY;
/** A notice that could not be sent for so long is no news any more. */
export const NOTICE_TTL_MS = 1 * DAY;
/** One mail or message a minute per recipient and purpose. */
export const SEND_INTERVAL_MS = 1 * MINUTE;

/** SMS cost money, and some numbers pay whoever has them rung: so many an hour from one client, to whatever numbers. */
export const SMS_CLIENT_MAX = 30;
export const SMS_CLIENT_WINDOW_MS = 1 * HOUR;

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

/**
 * How far behind its cursor the feed of revocations reads again: batches commit out of the order of their times, each
 * within three times DATABASE_TIMEOUT_MS, and clocks of isolates differ.
 */
export const FEED_OVERLAP_MS = 15 * SECOND;
/** Sessions that ended so long before their last token's lifetime are in the feed still: what servers allow to clocks, and more. */
export const FEED_MARGIN_MS = 3 * MINUTE;
/** Sessions of one page of the feed: some 150 KB. */
export const FEED_PAGE = 5_000;

/** How exactly a session says when it was last seen: a write for every request would cost more than it tells. */
export const SEEN_INTERVAL_MS = 1 * MINUTE;

/** CONTRACT section 5: events of one page; the operator's lists are as long. */
export const PAGE_MAX = 100;
export const PAGE_DEFAULT = 20;
/** Events of an export that are read at once: some 300 KB. */
export const EXPORT_PAGE = 1_000;

/** A pending sign-up and a spent link are remembered this long past their end, so that a resend still works. */
export const ONE_TIME_KEEP_MS = 7 * DAY;
export const SESSION_KEEP_MS = 30 * DAY;
export const OUTBOX_KEEP_MS = 1 * DAY;
/** Security log 90 days (CONTRACT's reference: ASVS 16). */
export const AUDIT_KEEP_MS = 90 * DAY;
/** Rows per purge statement: a D1 database is one thread, long statements block sign-ins. */
export const PURGE_CHUNK = 1_000;
export const PURGE_CHUNKS_MAX = 20;
/** Deleted accounts per run. One statement names each of them four times, and D1 binds 100 values at most. */
export const PURGE_USERS_MAX = 20;

/** CONTRACT section 6: sockets that may be open at once, and what each may send. */
export const SOCKETS_PER_SESSION = 20;
export const SOCKETS_PER_USER = 50;
export const SOCKETS_PER_CLIENT = 200;
/** A full client tries again so much later: sockets go one by one. */
export const SOCKETS_RETRY_SECONDS = 10;
export const FRAME_MAX_BYTES = 16 * 1024;
/** "At once" is what a slow network, or a busy hub, may stretch a burst to. */
export const FRAMES_AT_ONCE = { max: 50, windowMs: 2 * SECOND };
export const FRAMES_A_MINUTE = { max: 300, windowMs: 1 * MINUTE };
/** How finely a socket remembers when its frames came: what it remembers is stored with each of them. */
export const FRAMES_RESOLUTION = 50;
export const FRAMES_REFUSED_MAX = 50;
export const BAD_FRAMES_MAX = 10;

/** The warning ahead of a socket's deadline: a fifth of its token's lifetime, at most this. */
export const EXPIRY_WARNING_MAX_MS = 1 * MINUTE;
/** How long past its deadline a socket may still show a new token. */
export const REAUTH_GRACE_MS = 10 * SECOND;
export const WS_TICKET_TTL_MS = 30 * SECOND;
/** A socket that nobody signed in for ends by itself, so that what a client holds does too. */
export const HEALTH_SOCKET_MS = 1 * HOUR;

/** At most 5,000 sockets in one hub make some 300,000 in a region. */
export const HUBS_PER_REGION = 64;
export const HEALTH_HUBS_PER_REGION = 4;
/** A hub that says nothing for so long is down (CONTRACT: 503 after 3 s). */
export const HUB_TIMEOUT_MS = 3 * SECOND;
/** Changes to a list of sessions within this time are told once. CONTRACT leaves 2 s, for this and the next together. */
export const TELL_DELAY_MS = 500;
/** Whoever comes back within this time, as a page that is loaded anew does, was not away. */
export const AWAY_DELAY_MS = 1 * SECOND;
/** Longer than a connect takes from its check in the database until its socket is open. */
export const HUB_MEMORY_MS = 1 * MINUTE;
/** Sessions per statement: D1 takes 100 parameters. */
export const PRESENCE_CHUNK = 50;
export const PRESENCE_RETRY_MS = 10 * SECOND;
/** A push that failed is tried again after these; a request's deferred work lives for about 30 s. */
export const PUSH_RETRY_MS = [500, 1 * SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND, 12 * SECOND];
/** A hub's first socket waits so long for the state of health; what is not known by then is told later. */
export const HEALTH_PATIENCE_MS = 1 * SECOND;
/** A hub that has heard nothing of the service's health for so long asks again at its next socket. */
export const HEALTH_SILENCE_MAX_MS = 10 * MINUTE;

/** CONTRACT section 7: how often components are asked while somebody listens, and otherwise. */
export const HEALTH_LISTENED_MS = 4 * SECOND;
export const HEALTH_IDLE_MS = 1 * MINUTE;
/** A component silent for so long is down, as DATABASE_TIMEOUT_MS says of the database. */
export const HEALTH_PROBE_MS = 3 * SECOND;
/**
 * Slower than this is degraded: several times what a new connection across an ocean costs. Silence shows after so long
 * too, so that pages hear of it within 5 s, HEALTH_LISTENED_MS included.
 */
export const HEALTH_SLOW_MS = 800;
/** Until a bad answer is put to the test by a second question: one lost connection is no outage. */
export const HEALTH_RETRY_MS = 200;
/** No component is asked more often, whoever wants to know. Mail: Resend allows an account two requests a second, mails included. */
export const HEALTH_FLOOR_MS = { database: 1_000, redis: 1_000, mail: 3_500, realtime: 1_000 };
/** How old an answer of `/readyz` and `/api/status` may be: load balancers ask every few seconds, and act on it. */
export const HEALTH_AGE_MS = 1 * SECOND;
/** CONTRACT section 7: how long others may keep that of `/api/status`. */
export const HEALTH_STATUS_MAX_AGE_SECONDS = 5;
export const HEALTH_CHANGES_KEEP_MS = 24 * HOUR;
/** A component that comes and goes all day; the oldest changes give way. */
export const HEALTH_CHANGES_MAX = 500;
/** Longer than HEALTH_PROBE_MS: the monitor itself is away. */
export const HEALTH_MONITOR_PATIENCE_MS = 4 * SECOND;
/** Workers have six connections at once. */
export const HUB_WAVE = 6;
export const HUB_TELL_MS = 3 * SECOND;
/** A hub that failed so often in a row, a minute long, has lost its sockets too. */
export const HUB_FAILURES_MAX = 15;
/** Hubs are told again even if nothing changed: one whose sockets vanished without a word says so then. */
export const HUB_RETELL_MS = 5 * MINUTE;
/** A hub joins ahead of its first socket: for so long having none is no reason to forget it. */
export const HUB_GRACE_MS = 10 * SECOND;
