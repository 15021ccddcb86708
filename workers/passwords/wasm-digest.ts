import type { KeptWasm } from "./kept-wasm.ts";

/** What a digest of hash-wasm takes at a time. */
const INPUT_MAX_BYTES = 16 * 1_024;

/** The digest that a module of hash-wasm computes: `init`, `add` as often as need be, `end`. */
export function openDigest(wasm: KeptWasm) {
  const init = wasm.exported("Hash_Init");
  const update = wasm.exported("Hash_Update");
  const final = wasm.exported("Hash_Final");
  const inputAt: number = wasm.exported("Hash_GetBuffer")();
  // The memory of a digest never grows.
  const memory = wasm.memory();
  const input = memory.subarray(inputAt, inputAt + INPUT_MAX_BYTES);

  return {
    /** Where input goes, and from where the digest is read. */
    input,
    /** Digests the first so many bytes of `input`. */
    update,
    /** Puts the digest into `input`. */
    final,

    /** All that it remembers of what it was given: put back, it goes on from there. */
    state() {
      const at: number = wasm.exported("Hash_GetState")();
      return memory.subarray(at, at + wasm.number("STATE_SIZE"));
    },

    /** `bits` tells the lengths of one family apart. */
    init: (bits: number) => init(bits),

    add(bytes: Uint8Array) {
      for (let from = 0; from < bytes.length; from += INPUT_MAX_BYTES) {
        const part = bytes.subarray(from, from + INPUT_MAX_BYTES);
        input.set(part);
        update(part.length);
      }
    },

    end(bytes: number): Uint8Array {
      final();
      return input.slice(0, bytes);
    },
  };
}

export type WasmDigest = ReturnType<typeof openDigest>;
