import { builtinModules } from "node:module";
import { join } from "node:path";
import { build } from "vite";

const OUT = join(import.meta.dirname, "../../node_modules/.cache/genkan-tests");

/**
 * node-postgres as one ES module, the way wrangler bundles it: the loader of the tests hands its CommonJS files the ESM
 * half of pg-protocol (cloudflare/workers-sdk#12984), which can't work. A Vite plugin that answers `pg` with it.
 */
export async function bundledPg() {
  await build({
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["workerd"] },
    ssr: { noExternal: true, resolve: { conditions: ["workerd"] } },
    build: {
      ssr: true,
      outDir: OUT,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: { pg: "pg" },
        external: [/^cloudflare:/, /^node:/, ...builtinModules, "pg-native"],
        output: { format: "es", entryFileNames: "[name].mjs" },
      },
    },
  });
  return {
    name: "bundled-pg",
    enforce: "pre" as const,
    resolveId: (id: string) => (id === "pg" ? join(OUT, "pg.mjs") : null),
  };
}
