/** CONTRACT section 2, and `network` for an answer that never came. */
export type KnownErrorCode =
  | "invalid_json"
  | "invalid_token"
  | "unauthenticated"
  | "invalid_credentials"
  | "refresh_invalid"
  | "refresh_reused"
  | "csrf_rejected"
  | "email_unverified"
  | "account_disabled"
  | "reauth_required"
  | "wrong_password"
  | "not_found"
  | "method_not_allowed"
  | "username_taken"
  | "token_spent"
  | "payload_too_large"
  | "unsupported_media_type"
  | "validation_failed"
  | "password_rejected"
  | "upgrade_required"
  | "rate_limited"
  | "internal"
  | "unavailable"
  | "network";

/** A newer service may know codes that this library does not. */
export type ErrorCode = KnownErrorCode | (string & Record<never, never>);

export interface FieldError {
  path: string;
  code: string;
  message: string;
}

export interface GenkanErrorFields {
  code: ErrorCode;
  status: number;
  title: string;
  detail?: string | undefined;
  errors?: FieldError[] | undefined;
  retryAfterSeconds?: number | undefined;
  attemptsLeft?: number | undefined;
  requestId?: string | undefined;
  cause?: unknown;
}

/** The one error of this library. Branch on `code`; the texts are for people and may change. */
export class GenkanError extends Error {
  readonly code: ErrorCode;
  /** 0 when there was no answer. */
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  readonly errors: readonly FieldError[];
  readonly retryAfterSeconds: number | undefined;
  readonly attemptsLeft: number | undefined;
  readonly requestId: string | undefined;

  constructor(fields: GenkanErrorFields) {
    super(fields.detail ?? fields.title, { cause: fields.cause });
    this.name = "GenkanError";
    this.code = fields.code;
    this.status = fields.status;
    this.title = fields.title;
    this.detail = fields.detail;
    this.errors = fields.errors ?? [];
    this.retryAfterSeconds = fields.retryAfterSeconds;
    this.attemptsLeft = fields.attemptsLeft;
    this.requestId = fields.requestId;
  }
}

export function hasCode(error: unknown, ...codes: KnownErrorCode[]): error is GenkanError {
  return error instanceof GenkanError && codes.some((code) => code === error.code);
}
