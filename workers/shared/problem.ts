import { z } from "@hono/zod-openapi";
import { AppError, ERRORS, type ErrorCode } from "./errors.ts";

export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
    detail: z.string().optional(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
    retryAfterSeconds: z.int().optional(),
    attemptsLeft: z.int().optional(),
  })
  .openapi("Problem", { description: "RFC 9457 problem details; `code` is from a frozen list" });

const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

/** The answer to a failure. Depends on nothing that may have failed. */
export function problemResponse(error: AppError, requestId: string): Response {
  const { status, title } = ERRORS[error.code];
  const { detail, errors, retryAfterSeconds, attemptsLeft, allow } = error.options;
  const headers = new Headers({ "Content-Type": PROBLEM_TYPE, "Cache-Control": "no-store" });
  if (retryAfterSeconds !== undefined) headers.set("Retry-After", String(retryAfterSeconds));
  if (status === 401) headers.set("WWW-Authenticate", "Bearer");
  if (allow) headers.set("Allow", allow.join(", "));
  const body: z.infer<typeof Problem> = {
    type: `urn:genkan:problem:${error.code}`,
    title,
    status,
    code: error.code,
    requestId,
    ...(detail !== undefined && { detail }),
    ...(errors && { errors }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(attemptsLeft !== undefined && { attemptsLeft }),
  };
  return new Response(JSON.stringify(body), { status, headers });
}

/** The AppError that an error is or was caused by: drivers wrap what is thrown inside of them. */
export function findAppError(error: unknown): AppError | null {
  for (let e = error; e instanceof Error; e = e.cause) {
    if (e instanceof AppError) return e;
  }
  return null;
}

/** Failures for a route's documentation: codes with one status share its description. Any route may meet a flood guard. */
export function fails(...codes: ErrorCode[]) {
  const byStatus = new Map<number, string[]>();
  for (const code of new Set<ErrorCode>([...codes, "rate_limited"])) {
    const { status } = ERRORS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), `\`${code}\``]);
  }
  const content = { "application/problem+json": { schema: Problem } };
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [status, { description: names.join(", "), content }]),
  );
}

/** What any route with a JSON body may answer. */
export const BODY_FAILURES = [
  "csrf_rejected",
  "payload_too_large",
  "unsupported_media_type",
  "invalid_json",
  "validation_failed",
] as const satisfies ErrorCode[];
