import type { ComponentName } from "./components.ts";

/**
 * The whole public vocabulary of failures (RFC 9457 `code`). Codes are API and frozen; titles may be reworded.
 * Add a code here and OpenAPI, the client and the tests follow.
 */
export const ERRORS = {
  invalid_json: { status: 400, title: "The body is not one JSON object" },
  invalid_token: { status: 400, title: "This link or code is not valid" },
  unauthenticated: { status: 401, title: "Sign in first" },
  invalid_credentials: { status: 401, title: "The address, username or password is wrong" },
  refresh_invalid: { status: 401, title: "The session has ended" },
  refresh_reused: { status: 401, title: "The refresh token was used before; the session is revoked" },
  csrf_rejected: { status: 403, title: "The request came from another site" },
  email_unverified: { status: 403, title: "The address is not verified yet" },
  account_disabled: { status: 403, title: "The account is disabled" },
  reauth_required: { status: 403, title: "Sign in again to do this" },
  wrong_password: { status: 403, title: "The current password is wrong" },
  not_found: { status: 404, title: "There is nothing here" },
  method_not_allowed: { status: 405, title: "This method is not allowed here" },
  username_taken: { status: 409, title: "This username is taken" },
  token_spent: { status: 410, title: "This link or code was used, replaced or has expired" },
  payload_too_large: { status: 413, title: "The body is too large" },
  unsupported_media_type: { status: 415, title: "The body must be application/json" },
  validation_failed: { status: 422, title: "Some fields are wrong" },
  password_rejected: { status: 422, title: "This password can't be used" },
  upgrade_required: { status: 426, title: "Open a WebSocket here" },
  rate_limited: { status: 429, title: "Too many attempts" },
  internal: { status: 500, title: "Something went wrong on our side" },
  unavailable: { status: 503, title: "The service is not available right now" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** What refuses for coming too often: the platform's flood guard, a count, a lane of sign-ins, a cap of sockets. */
export type LimitLayer = "flood" | "counter" | "lockout" | "socket";

/** One wrong field. `path` is dotted; `code` is stable, `message` is for people. */
export interface FieldError {
  path: string;
  code: string;
  message: string;
}

export interface AppErrorOptions {
  detail?: string;
  errors?: FieldError[];
  /** Whole seconds; also sent as `Retry-After`. */
  retryAfterSeconds?: number;
  attemptsLeft?: number;
  /** For `method_not_allowed`. */
  allow?: string[];
  /** For the log only: why, in our own words. Never sent. */
  reason?: string;
  /** Whose failure it is: the health monitor looks at it. Never sent. */
  dependency?: ComponentName;
  /** Which limit it was, for `rate_limited`: counted, never sent. */
  layer?: LimitLayer;
  cause?: unknown;
}

/** A failure that the caller is told about. Everything else that is thrown is `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly options: AppErrorOptions;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(options.reason ?? ERRORS[code].title, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.options = options;
  }
}
