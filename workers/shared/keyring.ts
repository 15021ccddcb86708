import { concat, decodeBase64Url, encodeBase64Url, equalBytes, randomBytes, utf8 } from "./crypto.ts";

/** One key per purpose (ASVS 11.1.2). The name is part of the derivation: never rename one that is in use. */
export type KeyPurpose =
  | "refresh-mac"
  | "refresh-next"
  | "link"
  | "code"
  | "device"
  | "limit"
  | "outbox"
  | "signing-key"
  | "cursor"
  | "ws-ticket";

const IV_BYTES = 12;
/** A shorter MAC is no MAC: 128 bits at the least. */
const MAC_MIN_BYTES = 16;

/**
 * All symmetric keys of the service, derived from GENKAN_SECRET by HKDF-SHA-256 (RFC 5869).
 * What was made under GENKAN_SECRET_PREVIOUS still verifies and decrypts; new things use the current secret.
 */
export interface Keyring {
  mac(purpose: KeyPurpose, ...parts: Uint8Array[]): Promise<Uint8Array<ArrayBuffer>>;
  /** The same keys of one secret each, the current one first: for what must come out as it did before a change. */
  readonly generations: readonly { mac: Keyring["mac"] }[];
  /** Whether `mac` is the MAC of these parts under the current or the previous secret. */
  verify(purpose: KeyPurpose, mac: Uint8Array, ...parts: Uint8Array[]): Promise<boolean>;
  /** AES-256-GCM, a fresh IV in front, base64url. `context` is authenticated: a box opens only where it belongs. */
  seal(purpose: KeyPurpose, context: string, plain: string): Promise<string>;
  /** Null when it was not sealed here, or for another context. */
  open(purpose: KeyPurpose, context: string, box: string): Promise<string | null>;
}

export function createKeyring(current: string, previous?: string): Keyring {
  const secrets = previous === undefined ? [current] : [current, previous];
  const keys = new Map<string, CryptoKey>();

  async function derive(index: number, purpose: KeyPurpose, use: "mac" | "box"): Promise<CryptoKey> {
    const name = `${index}/${purpose}/${use}`;
    const known = keys.get(name);
    if (known) return known;
    const root = await crypto.subtle.importKey("raw", utf8(secrets[index] as string), "HKDF", false, [
      "deriveKey",
    ]);
    const key = await crypto.subtle.deriveKey(
      { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(`genkan/${purpose}/${use}`) },
      root,
      use === "mac" ? { name: "HMAC", hash: "SHA-256", length: 256 } : { name: "AES-GCM", length: 256 },
      false,
      use === "mac" ? ["sign"] : ["encrypt", "decrypt"],
    );
    keys.set(name, key);
    return key;
  }

  async function macWith(index: number, purpose: KeyPurpose, parts: Uint8Array[]) {
    const key = await derive(index, purpose, "mac");
    return new Uint8Array(await crypto.subtle.sign("HMAC", key, framed(parts)));
  }

  return {
    mac: (purpose, ...parts) => macWith(0, purpose, parts),
    generations: secrets.map((_, index) => ({ mac: (purpose, ...parts) => macWith(index, purpose, parts) })),

    async verify(purpose, mac, ...parts) {
      if (mac.length < MAC_MIN_BYTES) return false;
      for (const index of secrets.keys()) {
        if (equalBytes(mac, (await macWith(index, purpose, parts)).subarray(0, mac.length))) return true;
      }
      return false;
    },

    async seal(purpose, context, plain) {
      const iv = randomBytes(IV_BYTES);
      const key = await derive(0, purpose, "box");
      const box = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData: utf8(context) },
        key,
        utf8(plain),
      );
      return encodeBase64Url(concat(iv, new Uint8Array(box)));
    },

    async open(purpose, context, box) {
      const bytes = decodeBase64Url(box);
      if (!bytes || bytes.length <= IV_BYTES) return null;
      const iv = bytes.subarray(0, IV_BYTES);
      for (const index of secrets.keys()) {
        const key = await derive(index, purpose, "box");
        try {
          const plain = await crypto.subtle.decrypt(
            { name: "AES-GCM", iv, additionalData: utf8(context) },
            key,
            bytes.subarray(IV_BYTES),
          );
          return new TextDecoder().decode(plain);
        } catch {
          // Sealed under another secret, or not by us: the next secret decides.
        }
      }
      return null;
    },
  };
}

/** Lengths in front, so that ("ab", "c") and ("a", "bc") never share a MAC. */
function framed(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concat(...parts.flatMap((part) => [new Uint8Array(new Uint32Array([part.length]).buffer), part]));
}
