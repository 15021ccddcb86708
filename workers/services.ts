import { createAccounts } from "./accounts/accounts.ts";
import { createExportStore } from "./accounts/export.store.ts";
import { createExporter } from "./accounts/export.ts";
import { createAdminStore } from "./admin/admin.store.ts";
import { createOperator } from "./admin/operator.ts";
import { createEventStore } from "./audit/event.store.ts";
import { type Config, configOf } from "./config.ts";
import { d1Database } from "./db/d1.ts";
import type { Database } from "./db/database.ts";
import { postgresDatabase } from "./db/postgres.ts";
import type { TripObserver } from "./db/trip.ts";
import { createHealthClient, type Suspicions } from "./health/health-client.ts";
import type { HubDirectory } from "./health/hub-register.ts";
import { databaseProbe, type Probes, redisProbe, resendProbe } from "./health/probes.ts";
import { type CircuitBreaker, createCircuitBreaker } from "./limits/circuit-breaker.ts";
import { createCounters } from "./limits/counters.ts";
import { createDeviceMarks } from "./limits/device-cookie.ts";
import { createFloodGuards } from "./limits/flood-guards.ts";
import { createLimiterObjects } from "./limits/limiter-objects.ts";
import { createPlaces } from "./limits/places.ts";
import { createRateLimiter } from "./limits/rate-limiter.ts";
import { createConnect } from "./live/connect.ts";
import type { HealthSource } from "./live/health-source.ts";
import { createHubs } from "./live/hubs.ts";
import { createLiveStore } from "./live/live.store.ts";
import { createPush } from "./live/push.ts";
import { createSocketReauth } from "./live/socket-reauth.ts";
import { createTickets } from "./live/ticket.ts";
import { createOutboxStore, waitingMessages } from "./mail/outbox.store.ts";
import { createOutbox } from "./mail/outbox.ts";
import { createPost } from "./mail/post.ts";
import { mailerOf, smsSenderOf } from "./mail/senders.ts";
import { createAnalyticsReadout } from "./metrics/analytics-readout.ts";
import { createAnalyticsSink } from "./metrics/analytics-sink.ts";
import { createGaugeReaders } from "./metrics/gauge-readers.ts";
import type { LedgerDeps } from "./metrics/ledger.ts";
import { createLocalSink } from "./metrics/local-sink.ts";
import { createMetrics, type Metrics } from "./metrics/metrics.ts";
import { createBreachCheck } from "./passwords/breach.ts";
import { createCommonPasswords } from "./passwords/common-passwords.ts";
import { createHasher } from "./passwords/hasher.ts";
import { createPasswordPolicy } from "./passwords/password.ts";
import { createPurge } from "./scheduled/purge.ts";
import { createAccessTokens } from "./sessions/access-token.ts";
import { createKeyStore, emptyKeyCache, type KeyCache } from "./sessions/key-store.ts";
import { createRefreshTokens } from "./sessions/refresh-token.ts";
import { createReuseNotice } from "./sessions/reuse-notice.ts";
import { createRevocationStore } from "./sessions/revocation.store.ts";
import { createRevocationFeed } from "./sessions/revocation-feed.ts";
import { createSessionStore } from "./sessions/session.store.ts";
import { createSessions } from "./sessions/session.ts";
import type { Defer } from "./shared/defer.ts";
import { newId } from "./shared/ids.ts";
import { createKeyring, type Keyring } from "./shared/keyring.ts";
import { LANGUAGES, type Language } from "./shared/language.ts";
import { describeError, type Log } from "./shared/log.ts";
import { createCursors } from "./shared/page.ts";
import type { Now } from "./shared/time.ts";
import { createCodes } from "./verification/code.ts";
import { lifetimesOf } from "./verification/lifetimes.ts";
import { createLinkTokens } from "./verification/link-token.ts";
import { createOneTimeStore } from "./verification/one-time.store.ts";
import { createOneTime } from "./verification/one-time.ts";

/** What an isolate may keep between requests: values derived from its settings, never a request's promise or client. */
interface Isolate {
  config: Config;
  keyring: Keyring;
  keyCache: KeyCache;
  redisBreaker: CircuitBreaker;
  /** Flood guards that are open although they shouldn't be: said once. */
  openGuards: Set<string>;
  suspicions: Suspicions;
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
    redisBreaker: createCircuitBreaker(),
    openGuards: new Set<string>(),
    suspicions: new Map(),
  };
  isolates.set(env, isolate);
  return isolate;
}

/**
 * The composition root: bindings and settings become services, anew for each request, because a Postgres client belongs
 * to the request that opened it. The only file that names a binding. `language` is the visitor's, null for one who asks for none.
 */
export function createServices(env: Env, defer: Defer, log: Log, language: Language | null = null) {
  const { config, keyring, keyCache, redisBreaker, openGuards, suspicions } = isolateOf(env);
  const now = () => new Date();
  const { events: metrics, flush: flushMetrics } = createMetricsOf(env, log);
  const db = openDatabase(env, config, (milliseconds, failure) => {
    metrics.dependencyDuration({ dependency: "database", operation: "trip" }, milliseconds);
    if (failure !== null) metrics.dependencyError({ dependency: "database", kind: failure });
  });
  const health = createHealthClient({
    monitor: () => env.HEALTH_MONITOR.getByName(MONITOR),
    probes: createProbes(env),
    suspicions,
    now,
    log,
  });
  const sessionStore = createSessionStore(db);
  const limiterObjects = createLimiterObjects(env.LIMITER, keyring);
  const eventStore = createEventStore(db);
  const limiter = createRateLimiter({
    objects: limiterObjects,
    counters: createCounters({
      objects: limiterObjects,
      redis: config.REDIS,
      breaker: redisBreaker,
      now: () => Date.now(),
      metrics,
      onFallback: (kind) => {
        log.warn("Redis is away: Durable Objects count", { kind });
        defer(() => health.suspect("redis"));
      },
    }),
    loginLimit: config.LOGIN_LIMIT,
    scale: config.LIMIT_SCALE,
    metrics,
  });
  const floodGuards = createFloodGuards({
    bindings: { refresh: env.REFRESH_GUARD, upgrade: env.UPGRADE_GUARD, request: env.REQUEST_GUARD },
    scale: config.LIMIT_SCALE,
    onOpen: (guard) => {
      if (!openGuards.has(guard))
        log.warn("a flood guard is open: its binding is missing or fails", { guard });
      openGuards.add(guard);
    },
  });
  const places = createPlaces(limiterObjects);
  const hubs = createHubs(env.HUB, metrics);
  const liveStore = createLiveStore(db);
  const push = createPush({
    hubs,
    store: liveStore,
    defer,
    metrics,
    log,
    wait: (ms) => scheduler.wait(ms),
    now,
  });
  const outbox = createOutbox({
    store: createOutboxStore(db),
    mailer: mailerOf(config, metrics),
    smsSender: smsSenderOf(config, metrics),
    keyring,
    product: { appName: config.APP_NAME, appUrl: config.APP_URL },
    language: language ?? LANGUAGES[0],
    now,
    newId,
    random: Math.random,
    onOutcome: ({ outcome, ...message }) => {
      metrics.message({ template: message.template, provider: message.provider, outcome });
      if (outcome !== "sent") log.warn("message not sent", { outcome, ...message });
      if (outcome === "retried" && message.channel === "email") defer(() => health.suspect("mail"));
    },
    onError: (error) => log.error("the outbox failed", describeError(error)),
  });
  const post = createPost(outbox, defer);
  const hasher = createHasher({
    memoryKib: config.ARGON2_MEMORY_KIB,
    passes: config.ARGON2_PASSES,
    metrics,
  });
  const policy = createPasswordPolicy({
    minLength: config.PASSWORD_MIN_LENGTH,
    appName: config.APP_NAME,
    isBreached: createBreachCheck({
      source: config.PASSWORD_BREACH_CHECK,
      fetch: (address, init) => fetch(address, init),
      common: createCommonPasswords(env.ASSETS),
    }),
  });
  const keys = createKeyStore(keyOptions(config, db, keyring, keyCache, now));
  const accessTokens = createAccessTokens({
    keys,
    issuer: config.APP_URL,
    audience: config.JWT_AUDIENCE,
    ttlMs: config.ACCESS_TOKEN_TTL,
    now,
  });
  const tickets = createTickets({ keyring, places, now });
  const connect = createConnect({
    accessTokens,
    tickets,
    store: liveStore,
    hubs,
    places,
    push,
    scale: config.LIMIT_SCALE,
    now,
    newId,
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
    reuseNotice: createReuseNotice(post, config.APP_URL),
    readySigner: keys.signer,
    push,
    metrics,
    now,
    newId,
  });
  const oneTime = createOneTime({
    store: createOneTimeStore(db),
    links: createLinkTokens(keyring),
    codes: createCodes(keyring),
    keyring,
    lifetimes: lifetimesOf({ otp: config.OTP_TTL, link: config.LINK_TTL, reset: config.RESET_TTL }),
    metrics,
    now,
    newId,
  });
  const accounts = createAccounts({
    config,
    language,
    db,
    sessions,
    oneTime,
    hasher,
    policy,
    limiter,
    post,
    push,
    metrics,
    defer,
    log,
    now,
    newId,
  });

  return {
    ...accounts,
    config,
    log,
    now,
    defer,
    db,
    accessTokens,
    cursors: createCursors(keyring),
    deviceMarks: createDeviceMarks(keyring),
    floodGuards,
    eventStore,
    exporter: createExporter({ store: createExportStore(db), eventStore, now }),
    operator: createOperator({
      store: createAdminStore(db),
      passwordReset: accounts.passwordReset,
      push,
      metrics,
      log,
      now,
    }),
    connect,
    healthSource: healthSourceOf(env),
    health,
    keys,
    liveStore,
    metrics,
    /** At the end of each invocation; see Metrics. */
    flushMetrics,
    /** Prometheus text. */
    metricsText: async () => exporterOf(env).text(),
    wakeExporter: async () => exporterOf(env).wake(),
    outbox,
    places,
    push,
    purge: createPurge(db, now),
    reauthSocket: createSocketReauth({ accessTokens, tickets, sessionStore, now }),
    refreshTokens,
    revocationFeed: createRevocationFeed({
      store: createRevocationStore(db),
      accessTokenTtlMs: config.ACCESS_TOKEN_TTL,
      now,
    }),
    sessions,
    sessionStore,
    tickets,
    assets: env.ASSETS,
  };
}

function openDatabase(env: Env, config: Config, observe?: TripObserver): Database {
  return config.DATABASE === "postgres"
    ? postgresDatabase(env.HYPERDRIVE.connectionString, observe)
    : d1Database(env.DB, observe);
}

/** Null where the exporter counts by itself: without the settings, and without the binding. */
function analyticsOf(env: Env, { ANALYTICS: settings }: Config) {
  const dataset: AnalyticsEngineDataset | undefined = env.ANALYTICS;
  return settings === null || dataset === undefined ? null : { settings, dataset };
}

/** For one invocation, whoever makes it: an object that counts without the services of a request has its own. */
export function createMetricsOf(env: Env, log: Log): Metrics {
  const { config } = isolateOf(env);
  const analytics = analyticsOf(env, config);
  return createMetrics({
    sink:
      analytics === null
        ? createLocalSink(async (tallies) => exporterOf(env).record(tallies))
        : createAnalyticsSink(analytics.dataset),
    strict: config.ENVIRONMENT === "development",
    log,
  });
}

/** What the metrics exporter, an object of its own, is made of. */
export function createExporterParts(env: Env): Pick<LedgerDeps, "readout" | "readers"> {
  const { config, keyring } = isolateOf(env);
  const keyCache = emptyKeyCache();
  const now = () => new Date();
  const monitor = () => env.HEALTH_MONITOR.getByName(MONITOR);

  async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
    const db = openDatabase(env, config);
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  }

  const readers = createGaugeReaders({
    activeSessions: () => withDatabase((db) => createSessionStore(db).countLive(now())),
    outbox: () => withDatabase(waitingMessages),
    signingSince: () =>
      withDatabase((db) => createKeyStore(keyOptions(config, db, keyring, keyCache, now)).signingSince()),
    hubs: async () => monitor().hubNames(),
    socketsOf: async (hub) => env.HUB.getByName(hub).socketCount(),
    health: async (maxAgeMs) => monitor().state(maxAgeMs),
    now,
  });
  const send = (address: string, init: RequestInit) => fetch(address, init);
  const analytics = analyticsOf(env, config);
  return { readers, readout: analytics && createAnalyticsReadout(analytics.settings, send) };
}

/** The one exporter. */
function exporterOf(env: Env) {
  return env.EXPORTER.getByName("exporter");
}

function keyOptions(config: Config, db: Database, keyring: Keyring, cache: KeyCache, now: Now) {
  return {
    db,
    keyring,
    cache,
    alg: config.JWT_ALG,
    atOnce: config.ENVIRONMENT === "development",
    accessTokenTtlMs: config.ACCESS_TOKEN_TTL,
    now,
  };
}

/** The one health monitor's name. */
const MONITOR = "monitor";

/** What the health monitor, an object of its own, is made of. */
export function createMonitorParts(env: Env): { openProbes: () => Probes; hubs: HubDirectory } {
  return { openProbes: () => createProbes(env), hubs: hubDirectory(env) };
}

/** Throws a ConfigError while a setting is wrong. */
function createProbes(env: Env): Probes {
  const { config } = isolateOf(env);
  const send = (address: string, init: RequestInit) => fetch(address, init);
  return {
    database: databaseProbe(() => openDatabase(env, config), newId),
    redis: config.REDIS === null ? "disabled" : redisProbe(config.REDIS, send),
    mail:
      config.RESEND_API_KEY === undefined
        ? "ok"
        : resendProbe({ apiKey: config.RESEND_API_KEY, baseUrl: config.RESEND_BASE_URL }, send),
    realtime: () => hubDirectory(env).ping(),
  };
}

function hubDirectory(env: Env): HubDirectory {
  return {
    ping: async () => env.HUB.getByName(PROBED_HUB).ping(),
    tell: async (hub, state) => env.HUB.getByName(hub).health(state),
  };
}

/** Holds no sockets: it only says whether hubs answer. */
const PROBED_HUB = "hub:probe";

/** The monitor, as a hub sees it. */
function healthSourceOf(env: Env): HealthSource {
  const monitor = () => env.HEALTH_MONITOR.getByName(MONITOR);
  return {
    join: async (hub) => monitor().join(hub),
    leave: async (hub) => monitor().leave(hub),
  };
}

export type Services = ReturnType<typeof createServices>;
