import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { languagePages } from "./language-pages.ts";

/** Served from our own origin: the content security policy allows no other. */
function swaggerUi(): Plugin {
  const folder = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  return {
    name: "swagger-ui",
    apply: "build",
    async generateBundle() {
      for (const file of ["swagger-ui-bundle.js", "swagger-ui.css"]) {
        const source = await readFile(join(folder, file));
        this.emitFile({ type: "asset", fileName: `docs-assets/${file}`, source });
      }
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [swaggerUi(), languagePages()],
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    target: "es2022",
    // Those with light-dark(): written out for older ones it would know the theme of the page only, not of a part of it.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // Inlined assets would be data: addresses, which the policy forbids for fonts, styles and scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
});
