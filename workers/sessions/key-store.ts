import { inArray } from "drizzle-orm";
import { exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import type { Database } from "../db/database.ts";
import { encodeBase64Url, randomBytes } from "../shared/crypto.ts";
import type { Keyring } from "../shared/keyring.ts";
import { KEY_CACHE_MS, KEY_COOLDOWN_MS } from "../shared/limits.ts";
import type { Now } from "../shared/time.ts";
import { nextKey, retiredAmong, type SigningAlg, signersAmong } from "./signing-key.ts";

export interface PublicKey {
  kid: string;
  alg: string;
  jwk: JWK;
  key: CryptoKey;
}

interface LoadedKey extends PublicKey {
  sequence: number;
  activeAt: Date;
  privateBox: string;
}

export interface Signer {
  kid: string;
  alg: string;
  key: CryptoKey;
}

/** An isolate's copy of the keys. Values only, never a promise: each request awaits its own I/O. */
export interface KeyCache {
  keys: LoadedKey[];
  readAt: number;
  /** The private half in use, opened once. */
  signer: Signer | null;
}

export const emptyKeyCache = (): KeyCache => ({ keys: [], readAt: 0, signer: null });

/** Older installations may still be on a key of another algorithm; each key is used with its own only. */
const RSA_BITS = 2048;

export function createKeyStore(options: {
  db: Database;
  keyring: Keyring;
  cache: KeyCache;
  alg: SigningAlg;
  /** Whether another algorithm signs as soon as it is set. */
  atOnce: boolean;
  accessTokenTtlMs: number;
  now: Now;
}) {
  const { db, keyring, cache, alg, atOnce, accessTokenTtlMs, now } = options;
  const { signingKeys } = db.tables;

  async function load(): Promise<void> {
    const rows = await db.orm.select().from(signingKeys);
    const known = new Map(cache.keys.map((key) => [key.kid, key]));
    cache.keys = await Promise.all(
      rows.map(async (row) => {
        const jwk = row.publicJwk as JWK;
        const key = known.get(row.kid)?.key ?? (await importJWK(jwk, row.alg));
        if (key instanceof Uint8Array) throw new Error("a signing key is asymmetric");
        const { kid, sequence, activeAt, privateKey: privateBox } = row;
        return { kid, alg: row.alg, jwk, key, sequence, activeAt, privateBox };
      }),
    );
    cache.readAt = now().getTime();
  }

  async function create(sequence: number, activeAt: Date): Promise<void> {
    const pair = await generateKeyPair(alg, { extractable: true, modulusLength: RSA_BITS });
    const kid = encodeBase64Url(randomBytes(12));
    const [publicJwk, privateJwk] = await Promise.all([
      exportJWK(pair.publicKey),
      exportJWK(pair.privateKey),
    ]);
    const privateKey = await keyring.seal("signing-key", kid, JSON.stringify(privateJwk));
    await db.orm
      .insert(signingKeys)
      .values({ kid, sequence, alg, publicJwk: { ...publicJwk }, privateKey, createdAt: now(), activeAt })
      .onConflictDoNothing();
  }

  /** Brings the keys up to date: makes the next one when it is time, drops those whose last token is dead. */
  async function rotate(): Promise<void> {
    await load();
    const next = nextKey(cache.keys, alg, now(), { atOnce });
    if (next) {
      await create(next.sequence, next.activeAt);
      await load();
    }
    const retired = retiredAmong(cache.keys, accessTokenTtlMs, now()).map((key) => key.kid);
    if (retired.length > 0) {
      await db.orm.delete(signingKeys).where(inArray(signingKeys.kid, retired));
      await load();
    }
  }

  async function openSigner(keys: LoadedKey[]): Promise<Signer | null> {
    for (const { kid, alg: keyAlg, privateBox } of signersAmong(keys, now())) {
      if (cache.signer?.kid === kid) return cache.signer;
      const opened = await keyring.open("signing-key", kid, privateBox);
      if (opened === null) continue;
      const key = await importJWK(JSON.parse(opened), keyAlg);
      if (key instanceof Uint8Array) throw new Error("a signing key is asymmetric");
      cache.signer = { kid, alg: keyAlg, key };
      return cache.signer;
    }
    return null;
  }

  async function fresh(): Promise<LoadedKey[]> {
    if (now().getTime() - cache.readAt >= KEY_CACHE_MS) await load();
    // The schedule does it in time; where it doesn't run, whoever comes by does.
    if (nextKey(cache.keys, alg, now(), { atOnce })) await rotate();
    return cache.keys;
  }

  return {
    rotate,

    /** The public key with this id, or null. An unknown id re-reads the keys, at most once per cool-down. */
    async publicKey(kid: string): Promise<PublicKey | null> {
      const find = (keys: LoadedKey[]) => keys.find((key) => key.kid === kid) ?? null;
      const found = find(await fresh());
      if (found || now().getTime() - cache.readAt < KEY_COOLDOWN_MS) return found;
      await load();
      return find(cache.keys);
    },

    /** Since when the key signs that signs now. */
    async signingSince(): Promise<Date | null> {
      return signersAmong(await fresh(), now())[0]?.activeAt ?? null;
    },

    async publicKeys(): Promise<PublicKey[]> {
      return fresh();
    },

    /**
     * The key to sign with. Newer ones that this isolate can't open (sealed under a secret it doesn't have, in the middle
     * of a change) are passed over; when it can open none, the secret was replaced, and a new key begins.
     */
    async signer(): Promise<Signer> {
      const found = await openSigner(await fresh());
      if (found) return found;
      const newest = Math.max(0, ...cache.keys.map((key) => key.sequence));
      await create(newest + 1, now());
      await load();
      const made = await openSigner(cache.keys);
      if (!made) throw new Error("no signing key can be opened");
      return made;
    },
  };
}

export type KeyStore = ReturnType<typeof createKeyStore>;
