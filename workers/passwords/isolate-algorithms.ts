import argon2 from "./argon2.wasm";
import bcrypt from "./bcrypt.wasm";
import blake2b from "./blake2b.wasm";
import { createHashAlgorithms } from "./hash-algorithms.ts";
import { keepWasm } from "./kept-wasm.ts";
import sha1 from "./sha1.wasm";
import sha256 from "./sha256.wasm";
import sha512 from "./sha512.wasm";

/** Workers compile no WebAssembly at run time: scripts/wasm.mjs took these out of hash-wasm. One of each per isolate. */
export const algorithms = createHashAlgorithms({
  argon2: keepWasm(argon2),
  blake2b: keepWasm(blake2b),
  bcrypt: keepWasm(bcrypt),
  sha1: keepWasm(sha1),
  sha256: keepWasm(sha256),
  sha512: keepWasm(sha512),
});
