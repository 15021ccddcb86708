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
      ALLOWED_ORIGINS: [],
      CROSS_SITE_COOKIES: false,
      MAIL_PROVIDER: "dev",
      MAIL_FROM: '"Genkan" <no-reply@localhost>',
    });
  });

  it("count an empty one as not set", () => {
    expect(parseConfig({ GENKAN_SECRET, RESEND_API_KEY: "", JWT_AUDIENCE: "" }).MAIL_PROVIDER).toBe("dev");
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

  it.each([
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
    [{ ENVIRONMENT: "production" }, "RESEND_API_KEY must be set in production: mail has to leave"],
  ])("say what is wrong with %o in a sentence", (env, sentence) => {
    expect(problemsOf(env)).toEqual([sentence]);
  });

  it("say all that is wrong, and never what stands there", () => {
    const problems = problemsOf({ GENKAN_SECRET: "hunter2", OTP_TTL: "hunter2", DATABASE: "hunter2" });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain("hunter2");
  });
});
