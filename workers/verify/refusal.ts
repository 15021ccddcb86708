/**
 * Why a token isn't accepted. `expired`: genuine, its client should refresh it. `invalid`: not a token of this service for
 * this server. `revoked`: its session has ended. `unavailable`: nobody can tell, for want of keys or, where that is asked
 * for, of the feed: no fault of the client's, and no reason to sign anybody out.
 */
export type Refusal = "expired" | "invalid" | "revoked" | "unavailable";
