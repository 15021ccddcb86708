import { MAIL_TIMEOUT_MS } from "../shared/limits.ts";
import type { SendResult } from "./mailer.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { SmsSender } from "./sms-sender.ts";

export interface TwilioOptions {
  accountSid: string;
  authToken: string;
  /** A number in E.164, or the sid of a messaging service (`MG…`). */
  from: string;
  baseUrl: string;
  timeoutMs?: number;
}

/**
 * Twilio's codes that blame the recipient: no number, can't be reached, not in use, a short code, unsubscribed, not a
 * mobile, a landline.
 */
const REFUSED_CODES = [21211, 21214, 21217, 21265, 21610, 21614, 21635];

/**
 * Sends through Twilio's Messages resource. Twilio has no idempotency key: after a time-out nobody knows whether the SMS
 * left. We choose at least once over at most once: a second SMS with the same code is harmless, a code that never comes
 * is not.
 */
export function createTwilioSender({
  accountSid,
  authToken,
  from,
  baseUrl,
  timeoutMs = MAIL_TIMEOUT_MS,
}: TwilioOptions): SmsSender {
  const url = `${baseUrl.replace(/\/+$/, "")}/2010-04-01/Accounts/${accountSid}/Messages.json`;
  const authorization = `Basic ${btoa(`${accountSid}:${authToken}`)}`;
  const sender = from.startsWith("MG") ? { MessagingServiceSid: from } : { From: from };

  return {
    provider: "twilio",

    async send({ to, text }) {
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const response = await fetch(url, {
          method: "POST",
          headers: { Authorization: authorization, Accept: "application/json" },
          body: new URLSearchParams({ To: to, ...sender, Body: text }),
          // A redirect would carry the token and the code elsewhere (ASVS 15.3.2).
          redirect: "manual",
          signal,
        });
        return resultOf(response.status, response.headers, fieldsOf(await response.text()));
      } catch {
        return { outcome: "retry", reason: signal.aborted ? "timeout" : "no answer" };
      }
    },
  };
}

/** As for mail: refused is only what blames the recipient; what the operator can mend waits for it. */
function resultOf(status: number, headers: Headers, { sid, code }: Fields): SendResult {
  if (status >= 200 && status < 300 && typeof sid === "string") return { outcome: "sent" };
  const reason = `${typeof code === "number" ? `error ${code}` : "unnamed"} ${status}`;
  if (status === 400 && typeof code === "number" && REFUSED_CODES.includes(code)) {
    return { outcome: "refused", reason };
  }
  const wait = retryAfterMs(headers.get("retry-after"));
  return { outcome: "retry", reason, ...(wait !== null && { retryAfterMs: wait }) };
}

/** What we read of an answer, which may be whatever something in between has sent. */
interface Fields {
  sid?: unknown;
  code?: unknown;
}

function fieldsOf(text: string): Fields {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === "object" && answer !== null ? answer : {};
  } catch {
    return {};
  }
}
