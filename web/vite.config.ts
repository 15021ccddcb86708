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

/** Style, script and mark of the developer's mailbox, under names that its page knows. The Worker serves them in development only. */
function devMailbox(): Plugin {
  const STYLES = ["styles/tokens.css", "styles/base.css", "styles/button.css", "dev-mailbox/mailbox.css"];
  return {
    name: "dev-mailbox",
    apply: "build",
    buildStart() {
      this.emitFile({ type: "chunk", id: "/src/dev-mailbox/mailbox.ts", fileName: "__dev/mailbox.js" });
    },
    async generateBundle() {
      const read = (name: string) => readFile(join(import.meta.dirname, "src", name), "utf8");
      const style = (await Promise.all(STYLES.map(read))).join("\n");
      this.emitFile({ type: "asset", fileName: "__dev/style.css", source: style });
      this.emitFile({ type: "asset", fileName: "__dev/mark.svg", source: await read("mark.svg") });
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [swaggerUi(), languagePages(), devMailbox()],
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    target: "es2022",
    // Those with light-dark(): written out for older ones it would know the theme of the page only, not of a part of it.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // Inlined assets would be data: addresses, which the policy forbids for fonts, styles and scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What the first page needs anyway comes in one piece: it packs better, and asks once.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: "core", tags: ["$initial"], test: /^(?!.*dev-mailbox)/ }] },
      },
    },
    sourcemap: false,
  },
});
