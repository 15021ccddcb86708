import { createAccountStore } from "./accounts/account.store.ts";
import { createLogIn } from "./accounts/log-in.ts";
import { createProfile } from "./accounts/profile.ts";
import { createSignUp } from "./accounts/sign-up.ts";
import { recordFailure } from "./audit/failure.store.ts";
import { type Config, configOf } from "./config.ts";
import { d1Database } from "./db/d1.ts";
import { postgresDatabase } from "./db/postgres.ts";
import { createDeviceMarks } from "./limits/device-cookie.ts";
import { createRateLimiter } from "./limits/rate-limiter.ts";
import { createDevMailer } from "./mail/dev-mailer.ts";
import { createOutboxStore } from "./mail/outbox.store.ts";
import { createOutbox } from "./mail/outbox.ts";
import { createResendMailer } from "./mail/resend.ts";
import { createBreachCheck } from "./passwords/breach.ts";
import { createCommonPasswords } from "./passwords/common-passwords.ts";
import { createHasher } from "./passwords/hasher.ts";
import { createPasswordPolicy } from "./passwords/password.ts";
import { createPurge } from "./scheduled/purge.ts";
import { createAccessTokens } from "./sessions/access-token.ts";
import { createKeyStore, emptyKeyCache, type KeyCache } from "./sessions/key-store.ts";
import { createRefreshTokens } from "./sessions/refresh-token.ts";
import { createSessionStore } from "./sessions/session.store.ts";
import { createSessions } from "./sessions/session.ts";
import type { Defer } from "./shared/defer.ts";
import { newId } from "./shared/ids.ts";
import { createKeyring, type Keyring } from "./shared/keyring.ts";
import { describeError, type Log } from "./shared/log.ts";
import { createCodes } from "./verification/code.ts";
import { createLinkTokens } from "./verification/link-token.ts";
import { createOneTimeStore } from "./verification/one-time.store.ts";
import { createOneTime } from "./verification/one-time.ts";

/** What an isolate may keep between requests: values derived from its settings, never a request's promise or client. */
interface Isolate {
  config: Config;
  keyring: Keyring;
  keyCache: KeyCache;
}

const isolates = new WeakMap<Env, Isolate>();

/** Throws a ConfigError while a setting is wrong. */
function isolateOf(env: Env): Isolate {
  const known = isolates.get(env);
  if (known) return known;
  const config = configOf(env);
  const isolate = {
    config,
    keyring: createKeyring(config.GENKAN_SECRET, config.GENKAN_SECRET_PREVIOUS),
    keyCache: emptyKeyCache(),
  };
  isolates.set(env, isolate);
  return isolate;
}

/**
 * The composition root: bindings and settings become services, anew for each request, because a Postgres client belongs
 * to the request that opened it. The only file that names a binding.
 */
export function createServices(env: Env, defer: Defer, log: Log) {
  const { config, keyring, keyCache } = isolateOf(env);
  const now = () => new Date();
  const db =
    config.DATABASE === "postgres" ? postgresDatabase(env.HYPERDRIVE.connectionString) : d1Database(env.DB);
  const accountStore = createAccountStore(db);
  const sessionStore = createSessionStore(db);
  const limiter = createRateLimiter({
    namespace: env.LIMITER,
    keyring,
    loginLimit: config.LOGIN_LIMIT,
    scale: config.LIMIT_SCALE,
  });
  const outbox = createOutbox({
    store: createOutboxStore(db),
    mailer:
      config.RESEND_API_KEY === undefined
        ? createDevMailer()
        : createResendMailer({
            apiKey: config.RESEND_API_KEY,
            from: config.MAIL_FROM,
            ...(config.RESEND_BASE_URL !== undefined && { baseUrl: config.RESEND_BASE_URL }),
          }),
    keyring,
    product: { appName: config.APP_NAME, appUrl: config.APP_URL },
    now,
    newId,
    random: Math.random,
    onOutcome: ({ outcome, ...mail }) =>
      outcome !== "sent" && log.warn("mail not sent", { outcome, ...mail }),
    onError: (error) => log.error("the outbox failed", describeError(error)),
  });
  const hasher = createHasher({ memoryKib: config.ARGON2_MEMORY_KIB, passes: config.ARGON2_PASSES });
  const policy = createPasswordPolicy({
    minLength: config.PASSWORD_MIN_LENGTH,
    appName: config.APP_NAME,
    isBreached: createBreachCheck({
      source: config.PASSWORD_BREACH_CHECK,
      fetch: (address, init) => fetch(address, init),
      common: createCommonPasswords(env.ASSETS),
    }),
  });
  const keys = createKeyStore({
    db,
    keyring,
    cache: keyCache,
    alg: config.JWT_ALG,
    atOnce: config.ENVIRONMENT === "development",
    accessTokenTtlMs: config.ACCESS_TOKEN_TTL,
    now,
  });
  const accessTokens = createAccessTokens({
    keys,
    issuer: config.APP_URL,
    audience: config.JWT_AUDIENCE,
    ttlMs: config.ACCESS_TOKEN_TTL,
    now,
  });
  const refreshTokens = createRefreshTokens(keyring);
  const sessions = createSessions({
    store: sessionStore,
    refreshTokens,
    rules: {
      idleMs: config.REFRESH_IDLE_TTL,
      maxAgeMs: config.SESSION_MAX_AGE,
      graceMs: config.REFRESH_GRACE,
    },
    now,
    newId,
  });
  const oneTime = createOneTime({
    store: createOneTimeStore(db),
    links: createLinkTokens(keyring),
    codes: createCodes(keyring),
    keyring,
    linkTtlMs: config.LINK_TTL,
    codeTtlMs: config.OTP_TTL,
    now,
    newId,
  });
  const signUp = createSignUp({
    store: accountStore,
    oneTime,
    sessions,
    hasher,
    policy,
    limiter,
    outbox,
    rules: {
      appUrl: config.APP_URL,
      sessionCap: config.SESSION_MAX_CONCURRENT,
      clientLimit: config.SIGNUP_LIMIT,
      mailLimit: config.MAIL_LIMIT,
    },
    defer,
    now,
    newId,
  });
  const logIn = createLogIn({
    store: accountStore,
    sessions,
    hasher,
    limiter,
    sessionCap: config.SESSION_MAX_CONCURRENT,
    resend: (email, client) => signUp.resend(email, client, "password"),
    recordFailure: (userId, browser) => recordFailure(db, userId, browser.visitor, now()),
    defer,
  });

  return {
    config,
    log,
    now,
    defer,
    db,
    accessTokens,
    deviceMarks: createDeviceMarks(keyring),
    keys,
    logIn,
    outbox,
    profile: createProfile({ store: accountStore, now }),
    purge: createPurge(db, now),
    refreshTokens,
    sessions,
    sessionStore,
    signUp,
    assets: env.ASSETS,
  };
}

export type Services = ReturnType<typeof createServices>;
