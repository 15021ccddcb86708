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
  ARGON2_MEMORY_KIB: whole(1024, 65_536).default(19_456),
  ARGON2_PASSES: whole(1, 20).default(2),
  OTP_TTL: duration.default(5 * 60_000),
  LINK_TTL: duration.default(86_400_000),
  LOGIN_LIMIT: rate.default({ max: 5, windowMs: 15 * 60_000 }),
  SIGNUP_LIMIT: rate.default({ max: 3, windowMs: 60 * 60_000 }),
  MAIL_LIMIT: rate.default({ max: 3, windowMs: 60 * 60_000 }),
  LIMIT_SCALE: whole(1, 1_000_000).default(1),
});

type Settings = z.infer<typeof settings>;
export type Config = Omit<Settings, "JWT_AUDIENCE" | "MAIL_FROM"> & {
  JWT_AUDIENCE: string;
  MAIL_FROM: string;
  /** Where mail goes: to Resend, or into the developer's mailbox. */
  MAIL_PROVIDER: "resend" | "dev";
};

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
  return {
    ...config,
    JWT_AUDIENCE: config.JWT_AUDIENCE ?? config.APP_URL,
    MAIL_FROM: config.MAIL_FROM ?? `"${config.APP_NAME}" <no-reply@${new URL(config.APP_URL).hostname}>`,
    MAIL_PROVIDER: config.RESEND_API_KEY === undefined ? "dev" : "resend",
  };
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
