/**
 * A module of hash-wasm and its one instance for the life of the isolate: with a fresh one per hash the dead ones pile
 * up to several times the 128 MB that an isolate has before they are collected. Made at first use, for a quick start.
 *
 * Everything that works on it is synchronous and so runs to its end: two hashes that overlap would both be wrong.
 */
export function keepWasm(module: WebAssembly.Module) {
  let kept: { instance: WebAssembly.Instance; untouched: Uint8Array } | undefined;

  function open(): WebAssembly.Exports {
    if (kept === undefined) {
      const instance = new WebAssembly.Instance(module);
      kept = { instance, untouched: memoryOf(instance.exports).slice() };
    }
    return kept.instance.exports;
  }

  return {
    /** Throws when the module has no such function. */
    exported(name: string) {
      const found = open()[name];
      if (typeof found !== "function") throw new TypeError(`This module of hash-wasm has no ${name}`);
      return found;
    },

    /** A number that the module exports, by its address. */
    number(name: string): number {
      const address = open()[name];
      if (!(address instanceof WebAssembly.Global))
        throw new TypeError(`This module of hash-wasm has no ${name}`);
      return new DataView(memoryOf(open()).buffer).getUint32(address.value, true);
    },

    /** All its memory. Taken anew after each call that may have grown it. */
    memory: () => memoryOf(open()),

    /** As it was before the first use: of a password nothing stays. Not for one that grows: it would forget where to. */
    restore() {
      if (kept) memoryOf(kept.instance.exports).set(kept.untouched);
    },
  };
}

export type KeptWasm = ReturnType<typeof keepWasm>;

function memoryOf({ memory }: WebAssembly.Exports): Uint8Array<ArrayBuffer> {
  if (!(memory instanceof WebAssembly.Memory)) throw new TypeError("This is no module of hash-wasm");
  return new Uint8Array(memory.buffer);
}
