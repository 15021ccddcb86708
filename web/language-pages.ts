import type { Plugin } from "vite";
import { LANGUAGES, type Language } from "../workers/shared/language.ts";
import { PAGE_WORDS } from "./src/words/page-words.ts";

/** Turns the one page into one per language, each of which fetches its words beside the program and not after it. */
export function languagePages(): Plugin {
  return {
    name: "language-pages",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const page = bundle["index.html"];
        if (page?.type !== "asset") return this.error("there is no index.html to translate");
        for (const language of LANGUAGES) {
          const words = Object.values(bundle).find(
            (file) => file.type === "chunk" && file.facadeModuleId?.endsWith(`/words/${language}/index.ts`),
          );
          if (!words) return this.error(`${language} has no words of its own`);
          const source = pageIn(language, String(page.source), words.fileName);
          this.emitFile({ type: "asset", fileName: `index.${language}.html`, source });
        }
        delete bundle["index.html"];
      },
    },
  };
}

function pageIn(language: Language, page: string, wordsFile: string): string {
  const { description, noScript, stalled } = PAGE_WORDS[language];
  const english = PAGE_WORDS.en;
  return page
    .replace('<html lang="en">', `<html lang="${language}">`)
    .replace(english.description, description)
    .replace(english.noScript, noScript)
    .replace(english.stalled, stalled)
    .replace("</title>", `</title>\n    <link rel="modulepreload" crossorigin href="/${wordsFile}">`);
}
