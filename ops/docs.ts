import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OPS } from "./rule-files.ts";

/** A page of docs/. */
export function docs(page: string): string {
  return readFileSync(join(OPS, "../docs", page), "utf8");
}

/** The anchors that GitHub gives to the headings of a page. */
export function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] as string)
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}
