import { utf8 } from "../shared/crypto.ts";
import type { KeptWasm } from "./kept-wasm.ts";

export type Bcrypt = (password: Uint8Array, text: string) => boolean;

/** Where hash-wasm wants the password: behind the hash. */
const TEXT_BYTES = 60;
/** What bcrypt looks at; what follows has never counted. */
const PASSWORD_BYTES = 72;

/**
 * Whether a password is that of a bcrypt hash, `$2a$`, `$2b$` or `$2y$`. One with a NUL never is: to bcrypt it would
 * look like the same password without it, and no other system took one.
 */
export function createBcrypt(wasm: KeptWasm): Bcrypt {
  return (password, text) => {
    if (password.includes(0)) return false;
    const at: number = wasm.exported("Hash_GetBuffer")();
    const counted = password.subarray(0, PASSWORD_BYTES);
    const memory = wasm.memory();
    try {
      memory.set(utf8(text), at);
      memory.set(counted, at + TEXT_BYTES);
      return wasm.exported("bcrypt_verify")(counted.length) === 1;
    } finally {
      // Nothing of the password stays; and the tables, which each hash scrambles, are as they were.
      wasm.restore();
    }
  };
}
