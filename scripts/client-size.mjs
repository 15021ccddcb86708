// Prints what the browser library costs a page that bundles it, and fails above the budget: every visitor loads it.
import { gzipSync } from "node:zlib";
import { build } from "vite";

const BUDGET_KIB = 5;
const { output } = await build({
  configFile: false,
  logLevel: "warn",
  build: {
    write: false,
    target: "es2022",
    modulePreload: { polyfill: false },
    rolldownOptions: { input: "web/client/index.ts", preserveEntrySignatures: "strict" },
  },
});
const code = output.map((chunk) => chunk.code).join("");
const kib = gzipSync(code, { level: 9 }).length / 1024;
console.log(`${kib.toFixed(2).padStart(8)} KiB gzip  of ${BUDGET_KIB} for the browser library`);
if (kib > BUDGET_KIB) {
  console.error(`The browser library is over its budget of ${BUDGET_KIB} KiB.`);
  process.exit(1);
}
