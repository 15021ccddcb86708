import type { Config } from "../config.ts";
import type { Events } from "../metrics/events.ts";
import { countedSender } from "./counted-sender.ts";
import { createDevMailer, createDevSmsSender } from "./dev-mailer.ts";
import type { Mailer } from "./mailer.ts";
import { createResendMailer } from "./resend.ts";
import { createNoSmsSender, type SmsSender } from "./sms-sender.ts";
import { createTwilioSender } from "./twilio.ts";

/** By which mail leaves, as the settings say: a provider whose calls are counted, or the developer's mailbox. */
export function mailerOf(config: Config, metrics: Events): Mailer {
  const { RESEND_API_KEY: apiKey, RESEND_BASE_URL: baseUrl, MAIL_FROM: from } = config;
  if (apiKey === undefined) return createDevMailer();
  return countedSender(
    createResendMailer({ apiKey, from, ...(baseUrl !== undefined && { baseUrl }) }),
    metrics,
  );
}

/** The same for messages to phones, which may also have no way out. */
export function smsSenderOf({ TWILIO, SMS_PROVIDER }: Config, metrics: Events): SmsSender {
  if (TWILIO !== null) return countedSender(createTwilioSender(TWILIO), metrics);
  return SMS_PROVIDER === "dev" ? createDevSmsSender() : createNoSmsSender();
}
