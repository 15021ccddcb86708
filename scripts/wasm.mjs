// Takes the WebAssembly modules that passwords need out of the installed hash-wasm, where they are base64 text, and
// writes them as files: Workers compile no WebAssembly at run time, only what is imported. Runs after each install.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

// A new hash-wasm needs new pins: read what changed in its sources first, then run the known-answer tests.
const MODULES = {
  argon2: "7a25eff94eb7bc559acb7305d8352ed24470670a9ae653d79d86f92f8a395c3d",
  blake2b: "2aa7f33c4ece502997304672bc8defa348a7a30ef9a191e8648d317830e50afd",
  bcrypt: "e41976bca451c1f8d6c596dbfd5a86fbf29ae1c7619c31bc5577de5cf49c68e4",
  sha1: "b51ba0fe01a1a075737d0b4004e2da893099743819933e7574ab05b4a12a9be0",
  sha256: "7ad88dae37c322722a047435058ffc5e4f3315762c7114dfa740e5db6b474c87",
  sha512: "74192e46a85fdbfb223f98c6701c492078bae21ea90d0fff5c803aaac9087b5d",
};

const bundle = readFileSync(createRequire(import.meta.url).resolve("hash-wasm/dist/index.esm.js"), "utf8");

for (const [name, pinned] of Object.entries(MODULES)) {
  const [, base64] = new RegExp(`= "${name}";\\s*var data[\\w$]* = "([A-Za-z0-9+/=]+)"`).exec(bundle) ?? [];
  if (base64 === undefined) fail(`The installed hash-wasm has no module named ${name}.`);
  const bytes = Buffer.from(base64, "base64");
  const digest = createHash("sha256").update(bytes).digest("hex");
  if (digest !== pinned)
    fail(`The ${name} module of the installed hash-wasm has SHA-256 ${digest}, not ${pinned}.`);
  writeUnlessSame(new URL(`../workers/passwords/${name}.wasm`, import.meta.url), bytes);
}

/** A file that stays the same keeps its time stamp, so that a running `wrangler dev` does not rebuild. */
function writeUnlessSame(file, bytes) {
  try {
    if (readFileSync(file).equals(bytes)) return;
  } catch {
    // Not there yet.
  }
  writeFileSync(file, bytes);
}

function fail(sentence) {
  console.error(`${sentence} Passwords can't be hashed with it; install the version that package.json pins.`);
  process.exit(1);
}
