import { generateKeyPair, type JWTPayload } from "jose";
import { describe, expect, it } from "vitest";
import { createSigner, ISSUER } from "../testing/signed-token.ts";
import { createVerifier } from "./verifier.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const at = NOW;

const eddsa = await createSigner("EdDSA");
const es256 = await createSigner("ES256");
const rs256 = await createSigner("RS256");
const keys = { keys: [eddsa.jwk, es256.jwk, rs256.jwk] };

const verifier = createVerifier({ issuer: ISSUER, keys, now: () => NOW });

async function refusalOf(token: string, options: { clockToleranceSeconds?: number } = {}) {
  const result = await createVerifier({ issuer: ISSUER, keys, now: () => NOW, ...options }).verifyAccessToken(
    token,
  );
  return result.ok ? null : result.refusal;
}

function bytes(text: string): string {
  return Buffer.from(text).toString("base64url");
}

describe("an access token", () => {
  it("says whose it is, by each algorithm of the service", async () => {
    for (const signer of [eddsa, es256, rs256]) {
      expect(await verifier.verifyAccessToken(await signer.token({ at }))).toEqual({
        ok: true,
        claims: {
          userId: "usr_hana",
          sessionId: "ses_one",
          tokenId: "token-one",
          issuedAt: new Date(NOW),
          expiresAt: new Date(NOW + 300_000),
          authenticatedAt: new Date(NOW - 60_000),
          methods: ["pwd"],
          scope: "account",
        },
      });
    }
  });

  it("is expired 30 seconds after its end, or as long after as is asked for", async () => {
    const ended = (secondsAgo: number) =>
      eddsa.token({ at: NOW - 300_000, claims: { exp: NOW / 1_000 - secondsAgo } });
    expect(await refusalOf(await ended(29))).toBeNull();
    expect(await refusalOf(await ended(30))).toBe("expired");
    expect(await refusalOf(await ended(0), { clockToleranceSeconds: 0 })).toBe("expired");
    expect(await refusalOf(await ended(-1), { clockToleranceSeconds: 0 })).toBeNull();
    expect(await refusalOf(await ended(119), { clockToleranceSeconds: 120 })).toBeNull();
    expect(() => createVerifier({ issuer: ISSUER, keys, clockToleranceSeconds: 121 })).toThrow(RangeError);
    expect(() => createVerifier({ issuer: ISSUER, keys, clockToleranceSeconds: Number.NaN })).toThrow(
      RangeError,
    );
  });

  it("is refused when it is for somebody else, of somebody else, or of another kind", async () => {
    const wrong: JWTPayload[] = [
      { iss: "https://evil.example" },
      { iss: `${ISSUER}/` },
      { aud: "https://other.example.com" },
      { aud: [] },
      { nbf: NOW / 1_000 + 3_600 },
    ];
    for (const claims of wrong) {
      expect([claims, await refusalOf(await eddsa.token({ at, claims }))]).toEqual([claims, "invalid"]);
    }
    for (const typ of ["JWT", "at", "application/json", "dpop+jwt", undefined]) {
      const token = await eddsa.token({ at, header: { typ } as { typ: string } });
      expect([typ, await refusalOf(token)]).toEqual([typ, "invalid"]);
    }
  });

  it("is refused without a claim that every one of the service has, or with another type of it", async () => {
    for (const name of ["exp", "iat", "sub", "sid", "jti", "auth_time", "amr", "scope"]) {
      for (const value of [undefined, {}]) {
        const token = await eddsa.token({ at, claims: { [name]: value } }).catch(() => null);
        if (token !== null) expect([name, await refusalOf(token)]).toEqual([name, "invalid"]);
      }
    }
  });

  it("is good for the audience that is set, and that alone", async () => {
    const api = createVerifier({ issuer: ISSUER, audience: "api", keys, now: () => NOW });
    expect((await api.verifyAccessToken(await eddsa.token({ at, claims: { aud: "api" } }))).ok).toBe(true);
    expect(await api.verifyAccessToken(await eddsa.token({ at }))).toEqual({ ok: false, refusal: "invalid" });
  });
});

describe("a forged token", () => {
  it("is refused unsigned, and signed with the public key as a shared secret", async () => {
    const [, payload] = (await eddsa.token({ at })).split(".");
    for (const alg of ["none", "None", "NONE"]) {
      const header = bytes(JSON.stringify({ alg, kid: eddsa.jwk.kid, typ: "at+jwt" }));
      expect(await refusalOf(`${header}.${payload}.`)).toBe("invalid");
    }
    for (const { jwk } of [eddsa, es256, rs256]) {
      const secrets = [JSON.stringify(jwk), jwk.x ?? jwk.n ?? ""].map((text) => Buffer.from(text));
      for (const key of [...secrets, Buffer.from(jwk.x ?? jwk.n ?? "", "base64url")]) {
        const header = { alg: "HS256", kid: jwk.kid };
        expect(await refusalOf(await eddsa.token({ at, key, header }))).toBe("invalid");
      }
    }
  });

  it("is refused under another key, whatever key it names or brings", async () => {
    const { privateKey: key } = await generateKeyPair("EdDSA");
    const mallory = await createSigner("EdDSA", "mallory");
    const jwk = mallory.jwk;
    const headers = [
      {},
      { jwk },
      { kid: "mallory", jwk },
      { kid: "mallory", jku: "https://evil.example/jwks" },
    ];
    for (const header of headers) {
      expect([header, await refusalOf(await eddsa.token({ at, key, header }))]).toEqual([header, "invalid"]);
      const own = await mallory.token({ at, header });
      expect([header, await refusalOf(own)]).toEqual([header, "invalid"]);
    }
  });

  it("is refused by another algorithm than its key's own", async () => {
    const psKey = await generateKeyPair("PS256");
    expect(await refusalOf(await es256.token({ at, header: { kid: eddsa.jwk.kid } }))).toBe("invalid");
    expect(
      await refusalOf(
        await rs256.token({ at, key: psKey.privateKey, header: { alg: "PS256", kid: rs256.jwk.kid } }),
      ),
    ).toBe("invalid");
  });

  it("is refused when its bytes were touched, when it is garbage, and when it is very long", async () => {
    const token = await eddsa.token({ at });
    const [header, payload, signature] = token.split(".");
    const claims = JSON.parse(Buffer.from(payload ?? "", "base64url").toString());
    const other = bytes(JSON.stringify({ ...claims, sub: "usr_admin" }));
    const garbage = [
      "",
      ".",
      "..",
      "x",
      `${header}.${payload}`,
      `${header}.${payload}.`,
      `${header}.${other}.${signature}`,
      `${token}.x`,
      ` ${token}`,
      "é".repeat(100),
      await eddsa.token({ at, claims: { junk: "x".repeat(4_096) } }),
      await eddsa.token({ at, header: { kid: undefined } as never }),
      await eddsa.token({ at, header: { crit: ["exp"], exp: 1 } as never }).catch(() => ""),
    ];
    for (const each of garbage) expect([each, await refusalOf(each)]).toEqual([each, "invalid"]);
  });
});

describe("keys that are given", () => {
  it("are not used when they are private, symmetric, for encryption or of another algorithm", async () => {
    const { privateKey } = await generateKeyPair("EdDSA", { extractable: true });
    const { exportJWK } = await import("jose");
    const useless = [
      { ...(await exportJWK(privateKey)), kid: "key-EdDSA", alg: "EdDSA" },
      { kty: "oct", k: bytes("a secret"), kid: "key-EdDSA", alg: "HS256" },
      { ...eddsa.jwk, use: "enc" },
      { ...eddsa.jwk, alg: "RS256" },
      { ...eddsa.jwk, alg: undefined },
      { ...eddsa.jwk, x: "AAAA" },
      { kid: "key-EdDSA" },
    ];
    for (const jwk of useless) {
      const set = { keys: [jwk] } as { keys: (typeof eddsa.jwk)[] };
      const result = await createVerifier({ issuer: ISSUER, keys: set, now: () => NOW }).verifyAccessToken(
        await eddsa.token({ at }),
      );
      expect([jwk, result]).toEqual([jwk, { ok: false, refusal: "invalid" }]);
    }
  });
});

describe("a verifier", () => {
  it("can't be made for an issuer with a path, nor read keys where others could put theirs", () => {
    expect(() => createVerifier({ issuer: `${ISSUER}/` })).toThrow(TypeError);
    expect(() => createVerifier({ issuer: "auth.example.com" })).toThrow(TypeError);
    expect(() => createVerifier({ issuer: "http://auth.example.com" })).toThrow(TypeError);
    expect(() => createVerifier({ issuer: ISSUER, keys: "ftp://auth.example.com/jwks.json" })).toThrow(
      TypeError,
    );
    expect(() => createVerifier({ issuer: "http://localhost:8787" })).not.toThrow();
  });
});
