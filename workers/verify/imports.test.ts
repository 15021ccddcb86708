import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const WORKERS = dirname(import.meta.dirname);

/** What a file and all that it leads to imports for its values: files of ours and packages. */
function importsOf(file: string, found = new Set<string>()): Set<string> {
  const text = readFileSync(file, "utf8");
  for (const [, clause = "", from = ""] of text.matchAll(/^(?:im|ex)port (type )?[^;]*?from "([^"]+)";$/gm)) {
    if (clause !== "") continue;
    const target = from.startsWith(".") ? resolve(dirname(file), from) : from;
    const name = from.startsWith(".") ? relative(WORKERS, target) : from;
    if (found.has(name)) continue;
    found.add(name);
    if (from.startsWith(".")) importsOf(target, found);
  }
  return found;
}

describe("genkan/verify", () => {
  it("brings nothing of the service along: jose, and a few constants", () => {
    const imports = [...importsOf(`${import.meta.dirname}/index.ts`)];
    expect(imports).toContain("verify/hono.ts");
    expect(imports.filter((name) => !name.startsWith("verify/")).toSorted()).toEqual([
      "jose",
      "shared/errors.ts",
      "shared/time.ts",
      "shared/within.ts",
    ]);
  });

  it("is what the package exports under that name", async () => {
    const { createVerifier } = await import("genkan/verify");
    expect(createVerifier).toBe((await import("./index.ts")).createVerifier);
  });
});
