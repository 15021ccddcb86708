import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { panelExpressions, ruleExpressions } from "./expressions.ts";
import { knownMetrics } from "./known-metrics.ts";
import { references } from "./promql.ts";
import { hasPromtool, promtool } from "./promtool.ts";
import { rules, ruleTests } from "./rule-files.ts";

const known = knownMetrics(rules().flatMap(({ record }) => record ?? []));
const expressions = [...panelExpressions(), ...ruleExpressions()];
const checkable = hasPromtool("parsing every panel's expression");

/** What an expression names that can't be: metrics, labels, or values outside of a label's closed list. */
function unknownIn(expr: string, shown: string[] = []): string[] {
  const { selectors, grouping } = references(expr);
  const wrong: string[] = [];
  const labels = new Set<string>();
  for (const { metric, matchers } of selectors) {
    const all = known.get(metric);
    if (all === undefined) wrong.push(metric);
    for (const label of Object.keys(all ?? {})) labels.add(label);
    for (const { label, operator, value } of matchers) {
      const values = all?.[label];
      if (all !== undefined && values === undefined) wrong.push(`${metric}{${label}}`);
      if (values === undefined || values === "bounded") continue;
      const named = operator.endsWith("~") ? value.split("|") : [value];
      wrong.push(
        ...named.filter((each) => !values.includes(each)).map((each) => `${metric}{${label}="${each}"}`),
      );
    }
  }
  wrong.push(...[...grouping, ...shown].filter((label) => !labels.has(label)));
  return wrong;
}

describe("every expression of the dashboards and rules", () => {
  it.each(expressions)("names only what the catalogue has: $of", ({ expr, shown }) => {
    expect(unknownIn(expr, shown)).toEqual([]);
  });

  it("would be found out, did it name a metric, a label, a value or a group that isn't there", () => {
    expect(unknownIn("genkan_logins_total")).toEqual(["genkan_logins_total"]);
    expect(unknownIn('genkan_lockouts_total{user="x"}')).toEqual(["genkan_lockouts_total{user}"]);
    expect(unknownIn('genkan_lockouts_total{reason=~"pair|moon"}')).toEqual([
      'genkan_lockouts_total{reason="moon"}',
    ]);
    expect(unknownIn("sum by (route) (genkan_lockouts_total)")).toEqual(["route"]);
    expect(unknownIn("genkan_lockouts_total", ["layer"])).toEqual(["layer"]);
  });

  it.runIf(checkable)("is PromQL, says promtool", () => {
    const folder = mkdtempSync(join(tmpdir(), "genkan-promql-"));
    const file = join(folder, "panels.yml");
    const asRules = panelExpressions().map(({ expr }, index) => ({ record: `panel:${index}`, expr }));
    writeFileSync(file, stringify({ groups: [{ name: "panels", rules: asRules }] }));
    const complaint = promtool("check", "rules", file);
    rmSync(folder, { recursive: true });
    expect(complaint).toBe("");
  });
});

describe("the series that the tests of rules are fed with", () => {
  it.each([...new Set(ruleTests().flatMap(({ input_series }) => input_series.map(({ series }) => series)))])(
    "could come from the service: %s",
    (series) => {
      expect(unknownIn(series)).toEqual([]);
    },
  );
});
