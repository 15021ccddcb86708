import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { anchorsOf, docs } from "./docs.ts";
import { references } from "./promql.ts";
import { hasPromtool, promtool } from "./promtool.ts";
import { alerts, filesIn, OPS, rules, ruleTests } from "./rule-files.ts";

const SEVERITIES = ["critical", "warning"];
/** Minutes and hours of service are played through, evaluation by evaluation. */
const CASES_MAX_MS = 120_000;
const MINUTES = { m: 1, h: 60, d: 1_440 };

const checkable = hasPromtool("checking and testing the rules");
const paths = (folder: string) => filesIn(folder).map((file) => join(OPS, file));

/** The alert that a case is about, and whether it is to fire. */
const cases = ruleTests().flatMap(({ promql_expr_test }) =>
  promql_expr_test.map(({ expr, exp_samples }) => ({
    alert: references(expr).selectors[0]?.matchers.find(({ label }) => label === "alertname")?.value,
    fires: exp_samples.length > 0,
  })),
);

describe("the rules", () => {
  it.runIf(checkable)("are well formed, says promtool", () => {
    expect(promtool("check", "rules", ...paths("prometheus/rules"))).toBe("");
  });

  it.runIf(checkable)(
    "do what their cases say, says promtool",
    () => expect(promtool("test", "rules", ...paths("prometheus/tests"))).toBe(""),
    CASES_MAX_MS,
  );

  it.each(rules().map(({ record, alert, expr }) => ({ of: record ?? alert, expr })))(
    "look at five minutes at least, because counts come late: $of",
    ({ expr }) => {
      const windows = [...expr.matchAll(/\[(\d+)([mhd])\]/g)].map(
        ([, count, unit]) => Number(count) * MINUTES[unit as keyof typeof MINUTES],
      );
      expect(expr.match(/\[/g)?.length ?? 0).toBe(windows.length);
      expect(Math.min(5, ...windows)).toBe(5);
    },
  );
});

describe.each(alerts())("the alert $alert", ({ alert, labels, annotations }) => {
  it("has a case in which it fires, and one in which it is silent", () => {
    const of = cases.filter((each) => each.alert === alert);
    expect(of.some(({ fires }) => fires)).toBe(true);
    expect(of.some(({ fires }) => !fires)).toBe(true);
  });

  it("says how urgent it is and what is wrong", () => {
    expect(SEVERITIES).toContain(labels?.severity);
    expect(annotations?.summary).toBeTruthy();
    expect(annotations?.description).toBeTruthy();
  });

  it("leads to its entry in the runbook", () => {
    const [page, anchor] = (annotations?.runbook_url ?? "").split("#");
    expect(page).toBe("docs/runbook.md");
    expect(anchorsOf(docs("runbook.md"))).toContain(anchor);
  });
});
