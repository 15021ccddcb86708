// Takes the two WebAssembly modules of Argon2 out of the installed hash-wasm, where they are base64 text, and writes
// them as files: Workers compile no WebAssembly at run time, only what is imported. Runs after each install.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

// A new hash-wasm needs new pins: read what changed in its Argon2 first, then run the known-answer tests.
const MODULES = {
  argon2: "7a25eff94eb7bc559acb7305d8352ed24470670a9ae653d79d86f92f8a395c3d",
  blake2b: "2aa7f33c4ece502997304672bc8defa348a7a30ef9a191e8648d317830e50afd",
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
