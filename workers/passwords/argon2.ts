import { argon2id } from "hash-wasm";
import argon2Module from "./argon2.wasm";
import blake2bModule from "./blake2b.wasm";

// Workers refuse to compile WebAssembly at run time, and hash-wasm does just that. It is answered with the modules
// that scripts/wasm.mjs took out of it, told apart by their size; the script pins their digests.
const MODULES = new Map([
  [7_148, argon2Module],
  [7_449, blake2bModule],
]);

/**
 * One instance of each for the life of the isolate: with a fresh one per hash the dead ones pile up to several times
 * the 128 MB that an isolate has before they are collected.
 */
const kept = new Map<WebAssembly.Module, WebAssembly.Instance>();

const instantiateAnew = WebAssembly.instantiate;

Object.assign(WebAssembly, {
  async compile(bytes: ArrayBuffer) {
    const module = MODULES.get(bytes.byteLength);
    if (module === undefined)
      throw new WebAssembly.CompileError("Workers compile no WebAssembly at run time");
    return module;
  },

  async instantiate(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
    if (module !== argon2Module && module !== blake2bModule) return instantiateAnew(module, imports);
    const instance = kept.get(module) ?? new WebAssembly.Instance(module, imports);
    kept.set(module, instance);
    return instance;
  },
});

export interface Argon2Params {
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

/** hash-wasm puts the parameters behind the blocks. */
const PARAMS_KIB = 1;

/**
 * Argon2id, version 1.3 (RFC 9106). One at a time: the instance is shared, so two that overlap are both wrong.
 * Nothing in here waits for anything but settled promises, so one call runs to its end before another event gets in.
 */
export async function argon2({ memoryKib, passes, hashBytes, ...input }: Argon2Input): Promise<Uint8Array> {
  const workingBytes = (memoryKib + PARAMS_KIB) * 1024;
  // hash-wasm counts on new memory, hence zero: on used one Argon2 computes a wrong digest.
  wipe(workingBytes);
  try {
    return await argon2id({
      ...input,
      memorySize: memoryKib,
      iterations: passes,
      hashLength: hashBytes,
      outputType: "binary",
    });
  } finally {
    // What was derived from a password does not stay.
    wipe(workingBytes);
  }
}

/** Only as much as one hash touches: the memory of a costly one stays, and would cost the cheap ones after it. */
function wipe(bytes: number): void {
  for (const { exports } of kept.values()) {
    const { Hash_GetBuffer, memory } = exports;
    if (typeof Hash_GetBuffer !== "function" || !(memory instanceof WebAssembly.Memory)) {
      throw new TypeError("This is no module of hash-wasm");
    }
    const start: number = Hash_GetBuffer();
    new Uint8Array(memory.buffer, start).fill(0, 0, bytes);
  }
}
