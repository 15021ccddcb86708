import { type CryptoKey, importJWK, type JSONWebKeySet, type JWK } from "jose";
import { KEYS_COOLDOWN_MS, KEYS_FRESH_MS, KEYS_KEEP_MS, KEYS_PAUSE_MS, KEYS_TIMEOUT_MS } from "./limits.ts";
import { type Background, createRenewal } from "./renewal.ts";
import { readJson, type Service, sourceOf } from "./service.ts";

/** Those that the service signs with. None of them is symmetric, so no public key can pass for a shared secret. */
export const ALGORITHMS: readonly string[] = ["EdDSA", "ES256", "RS256"];

export interface VerificationKey {
  alg: string;
  key: CryptoKey;
}

/** `unavailable`: there may be such a key, and nobody can say. */
export type KeyFound = VerificationKey | "unknown" | "unavailable";

export interface KeySource {
  find(kid: string, behind?: Background): Promise<KeyFound>;
}

export type KeysFrom = JSONWebKeySet | Service | string | URL;

const JWKS_PATH = "/.well-known/jwks.json";

/**
 * Keys that are given, or those of the service, read through a binding or at an address. jose's remote set isn't used:
 * once its keys are ten minutes old it refuses everything while the service is away, and every request waits to hear so.
 */
export function createKeySource(
  from: KeysFrom,
  { onError, now }: { onError: (error: unknown) => void; now: () => number },
): KeySource {
  return isKeySet(from) ? givenKeys(from) : remoteKeys(from, onError, now);
}

function givenKeys(set: JSONWebKeySet): KeySource {
  let keys: Map<string, VerificationKey> | null = null;
  return {
    async find(kid) {
      keys ??= await importKeys(set);
      return keys.get(kid) ?? "unknown";
    },
  };
}

function remoteKeys(
  from: Service | string | URL,
  onError: (error: unknown) => void,
  now: () => number,
): KeySource {
  const source = sourceOf(from, JWKS_PATH);
  let keys = new Map<string, VerificationKey>();
  const renewal = createRenewal({
    read: async () => {
      const set = await readJson(source, KEYS_TIMEOUT_MS);
      if (!isKeySet(set)) throw new Error(`${source.address} is no JSON Web Key Set`);
      keys = await importKeys(set);
    },
    pauseMs: KEYS_PAUSE_MS,
    patienceMs: KEYS_TIMEOUT_MS,
    onError,
    now,
  });

  return {
    async find(kid, behind) {
      await renewal.renew({ freshMs: KEYS_FRESH_MS, usableMs: 2 * KEYS_FRESH_MS }, behind);
      // Keys are published long before they sign: only after the service has lost its keys is a new one unknown here.
      if (!keys.has(kid)) await renewal.renew({ freshMs: KEYS_COOLDOWN_MS, usableMs: KEYS_COOLDOWN_MS });
      const found = keys.get(kid);
      if (found) return renewal.age() < KEYS_KEEP_MS ? found : "unavailable";
      return renewal.age() < KEYS_FRESH_MS ? "unknown" : "unavailable";
    },
  };
}

function isKeySet(value: unknown): value is JSONWebKeySet {
  return typeof value === "object" && value !== null && "keys" in value && Array.isArray(value.keys);
}

/** By their id. Those that are of no use here are left out: a set may hold keys of a kind yet to come. */
async function importKeys({ keys }: JSONWebKeySet): Promise<Map<string, VerificationKey>> {
  const imported = await Promise.all(keys.map(importKey));
  return new Map(imported.flat());
}

async function importKey(jwk: JWK): Promise<[string, VerificationKey][]> {
  const { kid, alg, use = "sig" } = jwk;
  if (kid === undefined || alg === undefined || use !== "sig" || !ALGORITHMS.includes(alg)) return [];
  try {
    const key = await importJWK(jwk, alg);
    return key instanceof Uint8Array || key.type !== "public" ? [] : [[kid, { alg, key }]];
  } catch {
    return [];
  }
}
