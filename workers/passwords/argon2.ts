import { concat } from "../shared/crypto.ts";
import type { KeptWasm } from "./kept-wasm.ts";
import { openDigest } from "./wasm-digest.ts";

export interface Argon2Params {
  variant: "argon2d" | "argon2i" | "argon2id";
  memoryKib: number;
  passes: number;
  parallelism: number;
}

export interface Argon2Input extends Argon2Params {
  password: Uint8Array;
  salt: Uint8Array;
  hashBytes: number;
  /** A key of RFC 9106; the published test vectors use one. */
  secret?: Uint8Array;
}

export type Argon2 = (input: Argon2Input) => Uint8Array;

/** RFC 9106 3.2: version 1.3, and the numbers of the variants. */
const VERSION = 0x13;
const VARIANTS = { argon2d: 0, argon2i: 1, argon2id: 2 };

const BLOCK_BYTES = 1_024;
const DIGEST_BYTES = 64;
const NONE = new Uint8Array();

/**
 * Argon2 of RFC 9106, version 1.3, without associated data. The module `argon2` of hash-wasm fills the memory; what is
 * around that, H0 and H', is here.
 */
export function createArgon2(modules: { argon2: KeptWasm; blake2b: KeptWasm }): Argon2 {
  const filler = modules.argon2;

  return ({ variant, memoryKib, passes, parallelism, password, salt, hashBytes, secret = NONE }) => {
    const blake2b = createBlake2b(modules.blake2b);
    const blocks: number = filler.exported("Hash_GetBuffer")();
    const numbersAt = blocks + memoryKib * BLOCK_BYTES;
    const end = numbersAt + BLOCK_BYTES;
    if (filler.memory().length < end && filler.exported("Hash_SetMemorySize")(end - blocks) !== 0) {
      throw new RangeError("no memory for Argon2");
    }
    const memory = filler.memory();
    // The filling counts on new memory, hence zero: on used one it computes a wrong digest.
    memory.fill(0, blocks, end);
    try {
      const numbers = concat(
        ...[parallelism, hashBytes, memoryKib, passes, VERSION, VARIANTS[variant]].map(int32),
      );
      const texts = [password, salt, secret, NONE].flatMap((text) => [int32(text.length), text]);
      const h0 = blake2b(DIGEST_BYTES, numbers, ...texts);
      // Section 3.2, step 3: whole blocks for each of the four slices of each lane.
      const laneBlocks = 4 * Math.floor(memoryKib / (4 * parallelism));
      for (let lane = 0; lane < parallelism; lane++) {
        for (let column = 0; column < 2; column++) {
          const block = stretched(blake2b, BLOCK_BYTES, h0, int32(column), int32(lane));
          memory.set(block, blocks + (lane * laneBlocks + column) * BLOCK_BYTES);
        }
      }
      memory.set(numbers, numbersAt);
      filler.exported("Hash_Calculate")(0, memoryKib);
      return stretched(blake2b, hashBytes, memory.slice(blocks, blocks + BLOCK_BYTES));
    } finally {
      // What was derived from a password does not stay. Only as much as this one touched: the memory of a costly one
      // stays, and would cost the cheap ones after it.
      memory.fill(0, blocks, end);
      modules.blake2b.restore();
    }
  };
}

type Blake2b = (bytes: number, ...parts: Uint8Array[]) => Uint8Array;

function createBlake2b(wasm: KeptWasm): Blake2b {
  const digest = openDigest(wasm);
  return (bytes, ...parts) => {
    digest.init(bytes * 8);
    for (const part of parts) digest.add(part);
    return digest.end(bytes);
  };
}

/** The hash H' of RFC 9106 3.3: as many bytes as one wants. */
function stretched(blake2b: Blake2b, bytes: number, ...parts: Uint8Array[]): Uint8Array {
  if (bytes <= DIGEST_BYTES) return blake2b(bytes, int32(bytes), ...parts);
  const half = DIGEST_BYTES / 2;
  const out = new Uint8Array(bytes);
  let left = bytes;
  let v = blake2b(DIGEST_BYTES, int32(bytes), ...parts);
  for (; left > DIGEST_BYTES; left -= half) {
    out.set(v.subarray(0, half), bytes - left);
    v = blake2b(Math.min(DIGEST_BYTES, left - half), v);
  }
  out.set(v, bytes - left);
  return out;
}

/** Little-endian, as everything in RFC 9106. */
function int32(value: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(value).buffer);
}
