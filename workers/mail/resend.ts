import { Resend } from "resend";
import { MAIL_TIMEOUT_MS } from "../shared/limits.ts";
import type { Mailer, SendResult } from "./mailer.ts";
import { retryAfterMs } from "./retry-after.ts";

export interface ResendOptions {
  apiKey: string;
  from: string;
  baseUrl?: string | undefined;
  timeoutMs?: number;
}

/** What the SDK hands on is whatever JSON came back: its types promise more than it checks. */
interface Answer {
  data: { id?: unknown } | null;
  error: { name?: unknown; message?: unknown; statusCode?: unknown } | null;
  headers: Record<string, string> | null;
}

export function createResendMailer({
  apiKey,
  from,
  baseUrl,
  timeoutMs = MAIL_TIMEOUT_MS,
}: ResendOptions): Mailer {
  const resend = new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl: baseUrl.replace(/\/+$/, "") });

  return {
    provider: "resend",

    async send({ id, to, subject, text, html }) {
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), timeoutMs);
      // The SDK passes these on to fetch: a redirect would carry the key and the mail elsewhere (ASVS 15.3.2).
      const options = { idempotencyKey: id, signal: abort.signal, redirect: "manual" };
      // Without X-Entity-Ref-ID Gmail folds mails with the same subject into one and hides the newest code.
      const headers = { "Auto-Submitted": "auto-generated", "X-Entity-Ref-ID": id };
      try {
        const answer = await resend.emails.send({ from, to: [to], subject, text, html, headers }, options);
        return abort.signal.aborted && answer.data === null ? timedOut : resultOf(answer);
      } catch (error) {
        return { outcome: "retry", reason: error instanceof Error ? error.name : "unknown error" };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** It may have left all the same: the next try says the same id. */
const timedOut: SendResult = { outcome: "retry", reason: "timeout" };

function resultOf({ data, error, headers }: Answer): SendResult {
  if (typeof data?.id === "string") return { outcome: "sent" };
  // Refused connection, broken answer: the SDK keeps the difference to itself.
  if (headers === null) return { outcome: "retry", reason: "no answer" };
  const name = typeof error?.name === "string" ? error.name : "unnamed";
  const status = typeof error?.statusCode === "number" ? error.statusCode : null;

  // This id was accepted before, with a body from another release or another setting: the mail is out.
  if (name === "invalid_idempotent_request") return { outcome: "sent" };

  const reason = `${plain(name)} ${status ?? "without status"}`;
  if (name === "validation_error" && (status === 400 || status === 422) && !blamesSender(error?.message)) {
    return { outcome: "refused", reason };
  }
  const wait = retryAfterMs(headers["retry-after"]);
  return { outcome: "retry", reason, ...(wait !== null && { retryAfterMs: wait }) };
}

/** A wrong MAIL_FROM is the operator's to mend; the recipient's mail waits for it. */
function blamesSender(message: unknown): boolean {
  return typeof message === "string" && /\bfrom\b/i.test(message);
}

function plain(name: string): string {
  return /^[a-z_ ]{1,64}$/.test(name) ? name : "unknown_error";
}
