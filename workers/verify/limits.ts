import { DAY, MINUTE, SECOND } from "../shared/time.ts";

/** No legitimate token comes near it; parsing more would be work for an attacker's sake. */
export const TOKEN_MAX_LENGTH = 4_096;
/** CONTRACT section 3: clocks of different machines differ. */
export const CLOCK_TOLERANCE_SECONDS = 30;
/** The feed of revocations tells of a session for so long past its last token, and longer. */
export const CLOCK_TOLERANCE_MAX_SECONDS = 120;

/** The age that the key set itself gives, `Cache-Control: max-age=300`: a removed key dies within it. */
export const KEYS_FRESH_MS = 5 * MINUTE;
/** An unknown `kid` has the keys read again at most so often: floods cost nothing. */
export const KEYS_COOLDOWN_MS = 30 * SECOND;
/** While the service is away its keys are used on, yet not for ever. */
export const KEYS_KEEP_MS = 1 * DAY;
export const KEYS_TIMEOUT_MS = 3 * SECOND;
/** Between two tries that fail. */
export const KEYS_PAUSE_MS = 3 * SECOND;

/** With the time that a look itself takes, less than the two seconds after which an ended session's tokens are refused. */
export const FEED_FRESH_MS = 1 * SECOND;
export const FEED_USABLE_MS = 1_500;
export const FEED_TIMEOUT_MS = 1 * SECOND;
/** Between two tries that fail: one lost answer should not make the list much older than it may be. */
export const FEED_PAUSE_MS = 1 * SECOND;
/** How old the feed's last answer may be where tokens are refused without it. */
export const FEED_STALE_SECONDS = 10;
