import { concat } from "../shared/crypto.ts";
import type { KeptWasm } from "./kept-wasm.ts";
import { openDigest, type WasmDigest } from "./wasm-digest.ts";

export interface Pbkdf2Params {
  digest: "sha1" | "sha256" | "sha512";
  iterations: number;
}

export interface Pbkdf2Input extends Pbkdf2Params {
  password: Uint8Array;
  salt: Uint8Array;
  /** No more than the digest has. */
  hashBytes: number;
}

export type Pbkdf2 = (input: Pbkdf2Input) => Uint8Array;

const SIZES = {
  sha1: { digestBytes: 20, blockBytes: 64 },
  sha256: { digestBytes: 32, blockBytes: 64 },
  sha512: { digestBytes: 64, blockBytes: 128 },
};

/** The number of the first block, behind the salt. */
const FIRST = Uint8Array.of(0, 0, 0, 1);

/** How much of a hash counts: whoever finds the first block has found the password, and each one more costs as much. */
export function countedBytes(digest: Pbkdf2Params["digest"]): number {
  return SIZES[digest].digestBytes;
}

/**
 * The first block of PBKDF2 (RFC 8018 5.2). Not by the platform, which in production, though not on a laptop, refuses
 * more than 100,000 iterations.
 */
export function createPbkdf2(modules: Record<Pbkdf2Params["digest"], KeptWasm>): Pbkdf2 {
  return ({ digest: name, iterations, password, salt, hashBytes }) => {
    const { digestBytes, blockBytes } = SIZES[name];
    const digest = openDigest(modules[name]);
    try {
      const { input, update, final } = digest;
      const state = digest.state();
      const [inner, outer] = hmacStates(digest, password, blockBytes, digestBytes);

      /** HMAC of the first bytes of the input, into the input. */
      function hmac(length: number) {
        state.set(inner);
        update(length);
        final();
        state.set(outer);
        update(digestBytes);
        final();
      }

      const first = concat(salt, FIRST);
      input.set(first);
      hmac(first.length);
      const u = new Uint32Array(input.buffer, input.byteOffset, digestBytes / 4);
      const t = u.slice();
      for (let count = 1; count < iterations; count++) {
        hmac(digestBytes);
        for (let word = 0; word < t.length; word++) t[word] = (t[word] as number) ^ (u[word] as number);
      }
      return new Uint8Array(t.buffer, 0, hashBytes);
    } finally {
      // What was derived from a password does not stay.
      modules[name].restore();
    }
  };
}

/** Where the two digests of an HMAC (RFC 2104) stand once they have seen the key: the same for all its messages. */
function hmacStates(digest: WasmDigest, password: Uint8Array, blockBytes: number, digestBytes: number) {
  let key = password;
  if (key.length > blockBytes) {
    digest.init(digestBytes * 8);
    digest.add(key);
    key = digest.end(digestBytes);
  }
  return [0x36, 0x5c].map((pad) => {
    const block = new Uint8Array(blockBytes);
    block.set(key);
    digest.init(digestBytes * 8);
    digest.add(block.map((byte) => byte ^ pad));
    return digest.state().slice();
  }) as [Uint8Array, Uint8Array];
}
