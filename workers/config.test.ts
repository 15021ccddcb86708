import { describe, expect, it } from "vitest";
import { ConfigError, parseConfig } from "./config.ts";
import { DAY, MINUTE, SECOND } from "./shared/time.ts";

const GENKAN_SECRET = "x".repeat(32);

function problemsOf(env: Record<string, string>): string[] {
  try {
    parseConfig({ GENKAN_SECRET, ...env });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe("settings", () => {
  it("need nothing but a secret", () => {
    expect(parseConfig({ GENKAN_SECRET })).toMatchObject({
      ENVIRONMENT: "development",
      APP_URL: "http://localhost:8787",
      JWT_AUDIENCE: "http://localhost:8787",
      DATABASE: "d1",
      ACCESS_TOKEN_TTL: 5 * MINUTE,
      REFRESH_IDLE_TTL: 7 * DAY,
      SESSION_MAX_AGE: 30 * DAY,
      REFRESH_GRACE: 30 * SECOND,
      SESSION_MAX_CONCURRENT: 10,
      LOGIN_LIMIT: { max: 5, windowMs: 15 * MINUTE },
      OTP_LIMIT: { max: 5, windowMs: 60 * MINUTE },
      REDIS: null,
      ALLOWED_ORIGINS: [],
      CROSS_SITE_COOKIES: false,
      MAIL_PROVIDER: "dev",
      MAIL_FROM: '"Genkan" <no-reply@localhost>',
      SMS_PROVIDER: "dev",
      TWILIO: null,
    });
  });

  it("count an empty one as not set", () => {
    expect(parseConfig({ GENKAN_SECRET, RESEND_API_KEY: "", JWT_AUDIENCE: "" }).MAIL_PROVIDER).toBe("dev");
  });

  it("send SMS through Twilio where its settings are, else into the mailbox, and not at all in production", () => {
    const twilio = { TWILIO_ACCOUNT_SID: "AC0123", TWILIO_AUTH_TOKEN: "token", TWILIO_FROM: "+15005550006" };
    expect(parseConfig({ GENKAN_SECRET, ...twilio })).toMatchObject({
      SMS_PROVIDER: "twilio",
      TWILIO: {
        accountSid: "AC0123",
        authToken: "token",
        from: "+15005550006",
        baseUrl: "https://api.twilio.com",
      },
    });
    const production = { GENKAN_SECRET, ENVIRONMENT: "production", RESEND_API_KEY: "re_key" };
    expect(parseConfig(production).SMS_PROVIDER).toBe("none");
    expect(parseConfig({ ...production, ...twilio }).SMS_PROVIDER).toBe("twilio");
  });

  it("name each of Twilio's that is missing beside the others", () => {
    expect(problemsOf({ TWILIO_AUTH_TOKEN: "token" })).toEqual([
      "TWILIO_ACCOUNT_SID is missing: TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM go together",
      "TWILIO_FROM is missing: TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM go together",
    ]);
  });

  it("have no operator, no metrics and no feed until a token for them is set", () => {
    expect(parseConfig({ GENKAN_SECRET, ADMIN_TOKEN: "" }).ADMIN_TOKEN).toBeUndefined();
    const tokens = {
      ADMIN_TOKEN: "a".repeat(32),
      METRICS_TOKEN: `${"m ".repeat(20)}m`,
      FEED_TOKEN: "f".repeat(32),
    };
    expect(parseConfig({ GENKAN_SECRET, ...tokens })).toMatchObject(tokens);
  });

  it("read durations, rates, lists and booleans", () => {
    const config = parseConfig({
      GENKAN_SECRET,
      ACCESS_TOKEN_TTL: "90s",
      LOGIN_LIMIT: "10/1h",
      ALLOWED_ORIGINS: "https://a.example, https://b.example:8443",
      CROSS_SITE_COOKIES: "true",
    });
    expect(config).toMatchObject({
      ACCESS_TOKEN_TTL: 90 * SECOND,
      LOGIN_LIMIT: { max: 10, windowMs: 60 * MINUTE },
      ALLOWED_ORIGINS: ["https://a.example", "https://b.example:8443"],
      CROSS_SITE_COOKIES: true,
    });
  });

  it("take Redis with its address and its token", () => {
    const given = { UPSTASH_REDIS_REST_URL: "https://a.upstash.io", UPSTASH_REDIS_REST_TOKEN: "token" };
    expect(parseConfig({ GENKAN_SECRET, ...given }).REDIS).toEqual({
      url: "https://a.upstash.io",
      token: "token",
    });
  });

  it.each([
    [
      { ADMIN_TOKEN: "short", ENVIRONMENT: "production", RESEND_API_KEY: "re_key" },
      "ADMIN_TOKEN must have at least 16 characters in production",
    ],
    [
      { FEED_TOKEN: "short", ENVIRONMENT: "production", RESEND_API_KEY: "re_key" },
      "FEED_TOKEN must have at least 16 characters in production",
    ],
    [{ METRICS_TOKEN: "é".repeat(40) }, "METRICS_TOKEN must be ASCII without a blank at either end"],
    [{ ADMIN_TOKEN: `${"x".repeat(40)}\n` }, "ADMIN_TOKEN must be ASCII without a blank at either end"],
    [{ GENKAN_SECRET: "short" }, "GENKAN_SECRET must have at least 32 bytes"],
    [{ ACCESS_TOKEN_TTL: "5 m" }, "ACCESS_TOKEN_TTL must be a duration such as 30s, 5m, 12h or 7d"],
    [{ ACCESS_TOKEN_TTL: "0s" }, "ACCESS_TOKEN_TTL must be a duration such as 30s, 5m, 12h or 7d"],
    [{ LOGIN_LIMIT: "0/1h" }, "LOGIN_LIMIT must be a rate such as 5/15m"],
    [{ ENVIRONMENT: "staging" }, "ENVIRONMENT must be one of development, production"],
    [{ SESSION_MAX_CONCURRENT: "0" }, "SESSION_MAX_CONCURRENT must be at least 1"],
    [{ PASSWORD_MIN_LENGTH: "7" }, "PASSWORD_MIN_LENGTH must be at least 8"],
    [
      { ALLOWED_ORIGINS: "https://a.example/" },
      "ALLOWED_ORIGINS.0 must be an origin such as https://app.example.com, without a path",
    ],
    [
      { ALLOWED_ORIGINS: "*" },
      "ALLOWED_ORIGINS.0 must be an origin such as https://app.example.com, without a path",
    ],
    [
      { CROSS_SITE_COOKIES: "maybe" },
      "CROSS_SITE_COOKIES must be one of true, 1, yes, on, y, enabled, false, 0, no, off, n, disabled",
    ],
    [
      { TWILIO_FROM: "Genkan" },
      "TWILIO_FROM must be a number such as +15005550006, or the MG… of a messaging service",
    ],
    [{ TWILIO_ACCOUNT_SID: "a/b" }, "TWILIO_ACCOUNT_SID must be an account's sid such as AC0123…"],
    [{ TWILIO_AUTH_TOKEN: "a b" }, "TWILIO_AUTH_TOKEN must be plain ASCII without blanks"],
    [{ TWILIO_BASE_URL: "twilio" }, "TWILIO_BASE_URL is not valid"],
    [{ ENVIRONMENT: "production" }, "RESEND_API_KEY must be set in production: mail has to leave"],
    [
      { UPSTASH_REDIS_REST_URL: "https://a.upstash.io" },
      "UPSTASH_REDIS_REST_TOKEN must be set where UPSTASH_REDIS_REST_URL is",
    ],
    [
      { UPSTASH_REDIS_REST_TOKEN: "token" },
      "UPSTASH_REDIS_REST_URL must be set where UPSTASH_REDIS_REST_TOKEN is",
    ],
    [
      { UPSTASH_REDIS_REST_URL: "redis://a.upstash.io:6379", UPSTASH_REDIS_REST_TOKEN: "token" },
      "UPSTASH_REDIS_REST_URL is not valid",
    ],
    [
      { UPSTASH_REDIS_REST_URL: "https://a.upstash.io", UPSTASH_REDIS_REST_TOKEN: "token\n" },
      "UPSTASH_REDIS_REST_TOKEN must be the token alone, without blanks or line breaks",
    ],
  ])("say what is wrong with %o in a sentence", (env, sentence) => {
    expect(problemsOf(env)).toEqual([sentence]);
  });

  it("say all that is wrong, and never what stands there", () => {
    const problems = problemsOf({ GENKAN_SECRET: "hunter2", OTP_TTL: "hunter2", DATABASE: "hunter2" });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain("hunter2");
  });
});
