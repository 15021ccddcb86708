/** Why a session ended before its time. */
export type EndReason =
  | "logout"
  | "logout_all"
  | "ended_by_user"
  | "password_changed"
  | "password_reset"
  | "email_changed"
  | "email_change_undone"
  | "account_deleted"
  | "account_disabled"
  | "reuse"
  | "evicted"
  | "disowned";

/** How the service is, and since when. */
export interface Health {
  status: "ok" | "degraded" | "down";
  components: Record<
    "database" | "redis" | "mail" | "realtime",
    { status: "ok" | "degraded" | "down" | "disabled"; latencyMs: number | null; checkedAt: string }
  >;
  changedAt: string;
}

/** CONTRACT section 6: what the server sends. */
export type ServerFrame =
  | { type: "connected"; payload: { userId: string; sessionId: string; expiresAt: string; health: Health } }
  | { type: "connected"; payload: { health: Health } }
  | { type: "pong"; payload: { timestamp: string } }
  | { type: "reauth_success"; payload: { expiresAt: string } }
  | { type: "token_expiring"; payload: { expiresAt: string; expiresIn: number } }
  | { type: "session_revoked"; payload: { reason: EndReason } }
  | { type: "sessions_changed"; payload: Record<string, never> }
  | { type: "health"; payload: Health }
  | {
      type: "error";
      payload: {
        code: "invalid_message" | "unknown_type" | "unauthenticated" | "too_large" | "rate_limited";
        message: string;
      };
    };
