import { describe, expect, it } from "vitest";
import { DASHBOARDS } from "./dashboards/all.ts";
import { panelsOf } from "./expressions.ts";
import { alerts } from "./rule-files.ts";

const panels = Object.entries(DASHBOARDS).flatMap(([file, built]) =>
  panelsOf(built).map((panel) => ({ name: `${file}: ${panel.title}`, panel })),
);

describe.each(panels)("the panel $name", ({ panel }) => {
  it("has a title, a unit, and says what it shows and what to do when it is red", () => {
    expect(panel.title).toBeTruthy();
    expect(panel.fieldConfig?.defaults.unit).toBeTruthy();
    expect(panel.description).toMatch(/^\S[^*]+\n\n\*\*When red:\*\* \S/);
  });

  it("has limits, or says that no number is bad by itself", () => {
    const { steps } = panel.fieldConfig?.defaults.thresholds ?? { steps: [] };
    if (steps.length === 1) expect(panel.description).toContain("**When red:** it has no limits");
    else expect(steps.map(({ color }) => color).sort()).toEqual(["green", "orange", "red"]);
  });

  it("names only alerts that there are", () => {
    const named = [...(panel.description ?? "").matchAll(/runbook, (\w+)/g)].map((match) => match[1]);
    expect(alerts().map(({ alert }) => alert)).toEqual(expect.arrayContaining(named));
  });

  it("takes rates over what Grafana makes five minutes at least", () => {
    for (const target of panel.targets ?? []) {
      const { expr, interval } = target as { expr?: string; interval?: string };
      expect(interval).toBe("75s");
      expect(expr).not.toMatch(/\[([1-4]m|\d+s)\]/);
    }
  });
});

describe.each(Object.entries(DASHBOARDS))("the dashboard %s", (_, built) => {
  it("gives every panel its place and a number of its own", () => {
    const numbers = (built.panels ?? []).map(({ id }) => id);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const { gridPos } of panelsOf(built)) {
      expect((gridPos?.x ?? 99) + (gridPos?.w ?? 99)).toBeLessThanOrEqual(24);
    }
  });
});
