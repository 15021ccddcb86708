import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from "jose";
import { beforeEach, describe, expect, it } from "vitest";
import { createKeyring } from "../shared/keyring.ts";
import {
  KEY_CACHE_MS,
  KEY_LIFETIME_MS,
  KEY_PUBLISH_AHEAD_MS,
  KEY_RETIRE_MARGIN_MS,
} from "../shared/limits.ts";
import { DAY, MINUTE } from "../shared/time.ts";
import { openDatabase } from "../testing/open-database.ts";
import { createVisitor, ORIGIN, PASSWORD, signUp } from "../testing/visitor.ts";
import { createKeyStore, emptyKeyCache } from "./key-store.ts";
import type { SigningAlg } from "./signing-key.ts";

const SECRET = "another secret for tests, of thirty-two bytes";

function createClock() {
  let time = Date.parse("2026-01-01T00:00:00Z");
  return {
    now: () => new Date(time),
    forward: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

function isolate(
  clock: { now: () => Date },
  options: { alg?: SigningAlg; atOnce?: boolean; secret?: string; previous?: string } = {},
) {
  const { alg = "EdDSA", atOnce = false, secret = SECRET, previous } = options;
  return createKeyStore({
    db: openDatabase(),
    keyring: createKeyring(secret, previous),
    cache: emptyKeyCache(),
    alg,
    atOnce,
    accessTokenTtlMs: 5 * MINUTE,
    now: clock.now,
  });
}

describe("the key store", () => {
  beforeEach(async () => {
    const db = openDatabase();
    await db.orm.delete(db.tables.signingKeys);
  });

  it("gives twenty isolates that start at once the same first key", async () => {
    const clock = createClock();
    const signers = await Promise.all(Array.from({ length: 20 }, () => isolate(clock).signer()));
    expect(new Set(signers.map(({ kid }) => kid)).size).toBe(1);
    expect(await isolate(clock).publicKeys()).toHaveLength(1);
  });

  it.each(["EdDSA", "ES256", "RS256"] as const)("makes keys for %s", async (alg) => {
    const { key, alg: signs } = await isolate(createClock(), { alg }).signer();
    expect([signs, key.type]).toEqual([alg, "private"]);
  });

  it("publishes before use, signs with the new key when it is time, and drops the old one after its last token", async () => {
    const clock = createClock();
    const keys = isolate(clock);
    const first = await keys.signer();
    clock.forward(KEY_LIFETIME_MS - KEY_PUBLISH_AHEAD_MS);
    await keys.rotate();
    expect(await keys.publicKeys()).toHaveLength(2);
    expect((await keys.signer()).kid).toBe(first.kid);

    clock.forward(KEY_PUBLISH_AHEAD_MS);
    const second = await keys.signer();
    expect(second.kid).not.toBe(first.kid);
    expect(await keys.publicKey(first.kid)).not.toBeNull();

    clock.forward(5 * MINUTE + KEY_RETIRE_MARGIN_MS + 1);
    await keys.rotate();
    expect(await keys.publicKey(first.kid)).toBeNull();
    expect((await keys.publicKeys()).map(({ kid }) => kid)).toEqual([second.kid]);
  });

  it("makes one next key when twenty rotate at once, and no other however often they do", async () => {
    const clock = createClock();
    await isolate(clock).signer();
    clock.forward(KEY_LIFETIME_MS);
    await Promise.all(Array.from({ length: 20 }, () => isolate(clock).rotate()));
    await isolate(clock).rotate();
    expect(await isolate(clock).publicKeys()).toHaveLength(2);
  });

  it("catches up after a year off: publishes before use, and drops the old key once, whoever is at it", async () => {
    const clock = createClock();
    const first = await isolate(clock).signer();
    clock.forward(365 * DAY);
    const keys = isolate(clock);
    await keys.rotate();
    expect(await keys.publicKeys()).toHaveLength(2);
    expect((await keys.signer()).kid).toBe(first.kid);

    clock.forward(KEY_PUBLISH_AHEAD_MS + 5 * MINUTE + KEY_RETIRE_MARGIN_MS + 1);
    await Promise.all([isolate(clock).rotate(), isolate(clock).rotate()]);
    const [left, ...others] = await isolate(clock).publicKeys();
    expect(others).toEqual([]);
    expect(left?.kid).not.toBe(first.kid);
    expect((await isolate(clock).signer()).kid).toBe(left?.kid);
  });

  it("changes the algorithm at once in development, and after publishing it elsewhere", async () => {
    const clock = createClock();
    await isolate(clock).signer();
    clock.forward(1);
    const elsewhere = isolate(clock, { alg: "ES256" });
    expect((await elsewhere.signer()).alg).toBe("EdDSA");
    expect(await elsewhere.publicKeys()).toHaveLength(2);
    clock.forward(KEY_PUBLISH_AHEAD_MS);
    expect((await elsewhere.signer()).alg).toBe("ES256");
    expect((await isolate(clock, { alg: "RS256", atOnce: true }).signer()).alg).toBe("RS256");
  });

  it("hears of a key that another isolate made, and soon forgets one that was removed", async () => {
    const clock = createClock();
    const [here, there] = [isolate(clock), isolate(clock)];
    await here.signer();
    await there.signer();
    clock.forward(KEY_LIFETIME_MS);
    await there.rotate();
    const added = (await there.publicKeys()).at(-1)?.kid ?? "";
    expect(await here.publicKey(added)).not.toBeNull();

    const db = openDatabase();
    await db.orm.delete(db.tables.signingKeys);
    clock.forward(KEY_CACHE_MS);
    expect(await here.publicKey(added)).toBeNull();
  });

  it("stores no private key in clear, and opens it under the previous secret after a change", async () => {
    const clock = createClock();
    const { kid } = await isolate(clock).signer();
    const db = openDatabase();
    const [row] = await db.orm.select().from(db.tables.signingKeys);
    expect(JSON.stringify(row)).not.toContain('"d"');
    const changed = isolate(clock, {
      secret: "a newer secret, of at least thirty-two bytes",
      previous: SECRET,
    });
    expect((await changed.signer()).kid).toBe(kid);
  });

  it("begins a new key when the secret was replaced and nothing opens any more, and keeps publishing the old one", async () => {
    const clock = createClock();
    const { kid } = await isolate(clock).signer();
    const replaced = isolate(clock, { secret: "a replaced secret, of at least thirty-two bytes" });
    expect((await replaced.signer()).kid).not.toBe(kid);
    expect(await replaced.publicKeys()).toHaveLength(2);
    expect((await isolate(clock).signer()).kid).toBe(kid);
  });
});

describe("an access token", () => {
  it("verifies against the published key set with any JWT library, and says what RFC 9068 asks", async () => {
    const visitor = createVisitor();
    const { email, user } = await signUp(visitor);
    const { body } = await visitor.post("/api/auth/login", {
      identifier: email,
      password: PASSWORD,
      delivery: "token",
    });
    const jwks = await createVisitor().get("/.well-known/jwks.json");
    expect(jwks.headers.get("cache-control")).toBe("public, max-age=300");
    for (const key of jwks.body.keys) {
      expect(Object.keys(key).toSorted()).toEqual(["alg", "crv", "kid", "kty", "use", "x"]);
      expect(key.use).toBe("sig");
    }
    const keySet = createLocalJWKSet(jwks.body satisfies JSONWebKeySet);
    const { payload, protectedHeader } = await jwtVerify(body.tokens.accessToken, keySet, {
      issuer: ORIGIN,
      audience: ORIGIN,
    });
    expect(protectedHeader).toEqual({ alg: "EdDSA", typ: "at+jwt", kid: expect.any(String) });
    expect(payload).toEqual({
      iss: ORIGIN,
      aud: ORIGIN,
      sub: user.id,
      sid: body.session.id,
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: (payload.iat ?? 0) + 300,
      auth_time: expect.any(Number),
      amr: ["pwd"],
      scope: "account",
    });
  });

  it("is refused when any part of it is changed", async () => {
    const visitor = createVisitor();
    const { email } = await signUp(visitor);
    const { body } = await visitor.post("/api/auth/login", {
      identifier: email,
      password: PASSWORD,
      delivery: "token",
    });
    const token: string = body.tokens.accessToken;
    const [header = "", payload = "", signature = ""] = token.split(".");
    const encode = (value: unknown) =>
      btoa(JSON.stringify(value)).replace(/=/g, "").replace(/\+/g, "-").replace(/\//g, "_");
    const { kid } = decodeProtectedHeader(token);
    const claims = JSON.parse(atob(payload.replace(/-/g, "+").replace(/_/g, "/")));
    const forged = [
      `${encode({ alg: "none", typ: "at+jwt", kid })}.${payload}.`,
      `${encode({ alg: "HS256", typ: "at+jwt", kid })}.${payload}.${signature}`,
      `${encode({ alg: "EdDSA", typ: "JWT", kid })}.${payload}.${signature}`,
      `${encode({ alg: "EdDSA", typ: "at+jwt" })}.${payload}.${signature}`,
      ...["../../x", "' or 1=1", "x".repeat(2_000), "__proto__", 7, null, [kid], { kid }].map(
        (other) => `${encode({ alg: "EdDSA", typ: "at+jwt", kid: other })}.${payload}.${signature}`,
      ),
      `${header}.${encode({ ...claims, sub: "usr_somebody" })}.${signature}`,
      `${header}.${encode({ ...claims, exp: 9_999_999_999 })}.${signature}`,
      `${header}.${payload}`,
      `${header}.${payload}.`,
      `${token}.x`,
      `.${payload}.${signature}`,
      token.slice(0, -2),
    ];
    for (const each of forged) {
      const answer = await createVisitor().get("/api/me", { authorization: `Bearer ${each}` });
      expect([answer.status, answer.body.code]).toEqual([401, "unauthenticated"]);
    }
    expect((await createVisitor().get("/api/me", { authorization: `Bearer ${token}` })).status).toBe(200);
  });
});
