import { type FieldError, GenkanError } from "./error.ts";

/** Reads a failed answer. A proxy's own page has no problem body, so nothing in it is taken for granted. */
export async function problemOf(response: Response): Promise<GenkanError> {
  const body = record(await response.json().catch(() => null));
  return new GenkanError({
    code: text(body.code) ?? (response.status >= 502 ? "unavailable" : "internal"),
    status: response.status,
    title: text(body.title) ?? `The server answered ${response.status}`,
    detail: text(body.detail),
    errors: Array.isArray(body.errors) ? body.errors.map(fieldError) : [],
    retryAfterSeconds: number(body.retryAfterSeconds) ?? number(response.headers.get("Retry-After")),
    attemptsLeft: number(body.attemptsLeft),
    requestId: text(body.requestId) ?? text(response.headers.get("X-Request-Id")),
  });
}

function fieldError(value: unknown): FieldError {
  const { path, code, message } = record(value);
  return { path: text(path) ?? "", code: text(code) ?? "", message: text(message) ?? "" };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Retry-After may also be a date; the services meant here send seconds. */
function number(value: unknown): number | undefined {
  const parsed = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof parsed === "number" && Number.isFinite(parsed) ? parsed : undefined;
}
