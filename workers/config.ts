import { z } from "@hono/zod-openapi";
import { PASSWORD_MIN_FLOOR } from "./shared/limits.ts";
import { parseDuration } from "./shared/time.ts";

const duration = z.string().transform((text, context) => {
  const milliseconds = parseDuration(text);
  if (milliseconds !== null) return milliseconds;
  context.addIssue({ code: "custom", message: "must be a duration such as 30s, 5m, 12h or 7d" });
  return z.NEVER;
});

/** `5/15m`: so many in so long. */
const rate = z.string().transform((text, context) => {
  const [, count, window] = /^([1-9]\d{0,5})\/(\w+)$/.exec(text) ?? [];
  const windowMs = parseDuration(window ?? "");
  if (count !== undefined && windowMs !== null) return { max: Number(count), windowMs };
  context.addIssue({ code: "custom", message: "must be a rate such as 5/15m" });
  return z.NEVER;
});

export type Rate = z.infer<typeof rate>;

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(min).max(max));

const origin = z
  .string()
  .refine(isOrigin, "must be an origin such as https://app.example.com, without a path");
const origins = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(origin));
const secret = z
  .string()
  .refine((text) => new TextEncoder().encode(text).length >= 32, "must have at least 32 bytes");
/** Sent as `Authorization: Bearer`, so only what a header can carry. */
const bearer = z.string().regex(/^[!-~]([ -~]*[!-~])?$/, "must be ASCII without a blank at either end");
/** Whoever guesses one of these is the operator: in production they are no words. */
const PRODUCTION_BEARER_MIN_LENGTH = 16;

const settings = z.object({
  ENVIRONMENT: z.enum(["development", "production"]).default("development"),
  APP_URL: origin.default("http://localhost:8787"),
  APP_NAME: z
    .string()
    .regex(/^[^\p{Cc}"<>\\]{1,60}$/u, 'must be a name of at most 60 characters, without ", <, > and \\')
    .default("Genkan"),
  GENKAN_SECRET: secret,
  GENKAN_SECRET_PREVIOUS: secret.optional(),
  DATABASE: z.enum(["d1", "postgres"]).default("d1"),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: z.url().optional(),
  MAIL_FROM: z.string().min(3).optional(),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^[A-Za-z0-9_]+$/, "must be an account's sid such as AC0123…")
    .optional(),
  TWILIO_AUTH_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, "must be plain ASCII without blanks")
    .optional(),
  TWILIO_FROM: z
    .string()
    .regex(
      /^(\+[1-9]\d{4,14}|MG[A-Za-z0-9]+)$/,
      "must be a number such as +15005550006, or the MG… of a messaging service",
    )
    .optional(),
  TWILIO_BASE_URL: z.url().default("https://api.twilio.com"),
  UPSTASH_REDIS_REST_URL: z.url({ protocol: /^https?$/ }).optional(),
  UPSTASH_REDIS_REST_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, "must be the token alone, without blanks or line breaks")
    .optional(),
  ALLOWED_ORIGINS: origins.default([]),
  CROSS_SITE_COOKIES: z.stringbool().default(false),
  JWT_ALG: z.enum(["EdDSA", "ES256", "RS256"]).default("EdDSA"),
  JWT_AUDIENCE: z.string().min(1).optional(),
  ACCESS_TOKEN_TTL: duration.default(5 * 60_000),
  REFRESH_IDLE_TTL: duration.default(7 * 86_400_000),
  SESSION_MAX_AGE: duration.default(30 * 86_400_000),
  REFRESH_GRACE: duration.default(30_000),
  SESSION_MAX_CONCURRENT: whole(1, 1000).default(10),
  REAUTH_WINDOW: duration.default(10 * 60_000),
  PASSWORD_MIN_LENGTH: whole(PASSWORD_MIN_FLOOR, 128).default(PASSWORD_MIN_FLOOR),
  PASSWORD_BREACH_CHECK: z.enum(["list", "hibp"]).default("list"),
  PASSWORD_HISTORY: whole(0, 24).default(0),
  ARGON2_MEMORY_KIB: whole(1024, 65_536).default(19_456),
  ARGON2_PASSES: whole(1, 20).default(2),
  OTP_TTL: duration.default(5 * 60_000),
  LINK_TTL: duration.default(86_400_000),
  RESET_TTL: duration.default(30 * 60_000),
  DELETION_GRACE: duration.default(7 * 86_400_000),
  LOGIN_LIMIT: rate.default({ max: 5, windowMs: 15 * 60_000 }),
  SIGNUP_LIMIT: rate.default({ max: 3, windowMs: 60 * 60_000 }),
  MAIL_LIMIT: rate.default({ max: 3, windowMs: 60 * 60_000 }),
  OTP_LIMIT: rate.default({ max: 5, windowMs: 60 * 60_000 }),
  LIMIT_SCALE: whole(1, 1_000_000).default(1),
  METRICS_TOKEN: bearer.optional(),
  ADMIN_TOKEN: bearer.optional(),
  FEED_TOKEN: bearer.optional(),
});

type Settings = z.infer<typeof settings>;
export type Config = Omit<Settings, "JWT_AUDIENCE" | "MAIL_FROM"> & {
  JWT_AUDIENCE: string;
  MAIL_FROM: string;
  /** Where mail goes: to Resend, or into the developer's mailbox. */
  MAIL_PROVIDER: "resend" | "dev";
  /** The same for SMS; with "none" no SMS can leave, so nothing may offer one. */
  SMS_PROVIDER: "twilio" | "dev" | "none";
  TWILIO: TwilioSettings | null;
  /** Null where Durable Objects count everything. */
  REDIS: { url: string; token: string } | null;
};

export interface TwilioSettings {
  accountSid: string;
  authToken: string;
  from: string;
  baseUrl: string;
}

/** The settings that are wrong, by name. Their values are in no message: secrets are among them. */
export class ConfigError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join("; "));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** Vars and secrets, checked. Throws a ConfigError that names each setting that is wrong. */
export function parseConfig(env: object): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const result = settings.safeParse(given);
  if (!result.success) {
    throw new ConfigError(result.error.issues.map((issue) => `${issue.path.join(".")} ${sentence(issue)}`));
  }
  const config = result.data;
  if (config.ENVIRONMENT === "production" && config.RESEND_API_KEY === undefined) {
    throw new ConfigError(["RESEND_API_KEY must be set in production: mail has to leave"]);
  }
  const short = (["METRICS_TOKEN", "ADMIN_TOKEN", "FEED_TOKEN"] as const).filter(
    (name) => (config[name]?.length ?? Number.POSITIVE_INFINITY) < PRODUCTION_BEARER_MIN_LENGTH,
  );
  if (config.ENVIRONMENT === "production" && short.length > 0) {
    throw new ConfigError(
      short.map(
        (name) => `${name} must have at least ${PRODUCTION_BEARER_MIN_LENGTH} characters in production`,
      ),
    );
  }
  const twilio = twilioOf(config);
  const smsWithoutTwilio = config.ENVIRONMENT === "production" ? "none" : "dev";
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = config;
  if (url === undefined && token !== undefined) {
    throw new ConfigError(["UPSTASH_REDIS_REST_URL must be set where UPSTASH_REDIS_REST_TOKEN is"]);
  }
  if (url !== undefined && token === undefined) {
    throw new ConfigError(["UPSTASH_REDIS_REST_TOKEN must be set where UPSTASH_REDIS_REST_URL is"]);
  }
  return {
    ...config,
    JWT_AUDIENCE: config.JWT_AUDIENCE ?? config.APP_URL,
    MAIL_FROM: config.MAIL_FROM ?? `"${config.APP_NAME}" <no-reply@${new URL(config.APP_URL).hostname}>`,
    MAIL_PROVIDER: config.RESEND_API_KEY === undefined ? "dev" : "resend",
    SMS_PROVIDER: twilio === null ? smsWithoutTwilio : "twilio",
    TWILIO: twilio,
    REDIS: url !== undefined && token !== undefined ? { url, token } : null,
  };
}

const TWILIO_TOGETHER = ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM"] as const;

/** All of them or none: with half of them no SMS would ever leave. */
function twilioOf(config: Settings): TwilioSettings | null {
  const missing = TWILIO_TOGETHER.filter((name) => config[name] === undefined);
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: from } = config;
  if (accountSid !== undefined && authToken !== undefined && from !== undefined) {
    return { accountSid, authToken, from, baseUrl: config.TWILIO_BASE_URL };
  }
  if (missing.length === TWILIO_TOGETHER.length) return null;
  throw new ConfigError(
    missing.map((name) => `${name} is missing: ${TWILIO_TOGETHER.join(", ")} go together`),
  );
}

const parsed = new WeakMap<object, Config>();

/** Once per isolate: `env` is the same object for all requests of one. */
export function configOf(env: object): Config {
  const known = parsed.get(env);
  if (known) return known;
  const config = parseConfig(env);
  parsed.set(env, config);
  return config;
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);
}

/** Zod's own messages quote what they got for some types; these never do. */
function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === "custom") return issue.message;
  if (issue.code === "invalid_type") return issue.input === undefined ? "is missing" : "must be text";
  if (issue.code === "invalid_value") return `must be one of ${issue.values.join(", ")}`;
  if (issue.code === "too_small")
    return issue.origin === "number" ? `must be at least ${issue.minimum}` : issue.message;
  if (issue.code === "too_big")
    return issue.origin === "number" ? `must be at most ${issue.maximum}` : issue.message;
  return issue.code === "invalid_format" && issue.message.startsWith("must") ? issue.message : "is not valid";
}
