import { describe, expect, it } from "vitest";
import { DASHBOARDS } from "./dashboards/all.ts";
import { anchorsOf, docs } from "./docs.ts";
import { panelsOf } from "./expressions.ts";
import { alerts } from "./rule-files.ts";

const runbook = docs("runbook.md");

/** `sessions, “Refreshes” and “Signed in”`: a dashboard and titles of its panels, or how they begin. */
const NAMED_PANELS =
  /\b(overview|sign-in|abuse|sessions|dependencies|exporter), ((?:“[^”]+”(?:,| and)? ?)+)/g;

describe("the runbook", () => {
  it("has an entry for each alert, and none for another", () => {
    const [, ...entries] = anchorsOf(runbook);
    expect(entries.sort()).toEqual(
      alerts()
        .map(({ alert }) => alert.toLowerCase())
        .sort(),
    );
  });

  it("says in each entry what people feel, where to look, what to do, and when it is over", () => {
    const [, ...entries] = runbook.split(/^## /m);
    for (const entry of entries) {
      const parts = [...entry.matchAll(/^- \*\*(\w+)\*\*/gm)].map((match) => match[1]);
      expect(parts, entry).toEqual(["People", "Look", "Do", "Over"]);
    }
  });

  it("sends nobody to a panel that isn't there", () => {
    const named = [...runbook.matchAll(NAMED_PANELS)].flatMap(([, file, titles = ""]) =>
      [...titles.matchAll(/“([^”]+)”/g)].map(([, title = ""]) => ({ file, title })),
    );
    expect(named).not.toEqual([]);
    const missing = named.filter(({ file, title }) => {
      const panels = panelsOf(DASHBOARDS[file as keyof typeof DASHBOARDS]);
      return !panels.some((panel) => panel.title?.startsWith(title));
    });
    expect(missing).toEqual([]);
  });

  it.each(["runbook.md", "dashboards.md"])("and what is linked from %s is there", (page) => {
    const text = docs(page);
    for (const [, target = "", anchor] of text.matchAll(/\]\(([\w-]*\.?m?d?)(?:#([\w-]+))?\)/g)) {
      const linked = target === "" ? text : docs(target);
      if (anchor !== undefined) expect(anchorsOf(linked)).toContain(anchor);
    }
  });
});
