// Prints what a browser fetches before the first page answers to a touch, in each language, and fails above the budget. Reads
// dist/, so it wants a build: bundle-size.mjs, before it in `npm run check:size`, makes one.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const DIST = "dist";
const BUDGET_KIB = { script: 30, style: 10 };

const source = (file) => readFileSync(join(DIST, file), "utf8");

/** All that the page refers to: its scripts, what it has fetched beside them, its styles. */
function referredTo(html) {
  return [...html.matchAll(/(?:src|href)="\/(assets\/[\w.-]+\.(?:js|css))"/g)].map(([, file]) => file);
}

/** With what a script can't run without, whether the page has said so or not. */
function withImports(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  if (!file.endsWith(".js")) return found;
  for (const [, name] of source(file).matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)) {
    withImports(`assets/${name}`, found);
  }
  return found;
}

function weigh(files, extension) {
  const sizes = files
    .filter((file) => file.endsWith(extension))
    .map((file) => gzipSync(source(file), { level: 9 }));
  return sizes.reduce((sum, { length }) => sum + length, 0) / 1024;
}

const pages = readdirSync(DIST).filter((name) => /^index\.\w+\.html$/.test(name));
if (pages.length === 0) throw new Error(`${DIST} holds no page: npm run build`);
for (const page of pages) {
  const found = new Set();
  for (const file of referredTo(source(page))) withImports(file, found);
  const weights = { script: weigh([...found], ".js"), style: weigh([...found], ".css") };
  for (const [kind, kib] of Object.entries(weights)) {
    console.log(`${kib.toFixed(2).padStart(8)} KiB gzip  of ${BUDGET_KIB[kind]} of ${kind} for ${page}`);
    // A page without script or style would be one that this program can't read.
    if (kib > 0 && kib <= BUDGET_KIB[kind]) continue;
    console.error(`The first load of ${page} is over its budget of ${BUDGET_KIB[kind]} KiB of ${kind}.`);
    process.exitCode = 1;
  }
}
