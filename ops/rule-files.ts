import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export const OPS = import.meta.dirname;

export interface Rule {
  record?: string;
  alert?: string;
  expr: string;
  for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

export type Alert = Rule & { alert: string };

interface RuleTest {
  input_series: { series: string }[];
  promql_expr_test: { expr: string; exp_samples: unknown[] }[];
}

export function yamlIn(path: string): unknown {
  return parse(readFileSync(join(OPS, path), "utf8"));
}

export function filesIn(folder: string): string[] {
  return readdirSync(join(OPS, folder))
    .filter((file) => file.endsWith(".yml"))
    .map((file) => `${folder}/${file}`);
}

/** All rules of ops/prometheus/rules. */
export function rules(): Rule[] {
  return filesIn("prometheus/rules").flatMap((file) =>
    (yamlIn(file) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules),
  );
}

export function alerts(): Alert[] {
  return rules().filter((rule): rule is Alert => rule.alert !== undefined);
}

/** All cases of ops/prometheus/tests. */
export function ruleTests(): RuleTest[] {
  return filesIn("prometheus/tests").flatMap((file) => (yamlIn(file) as { tests: RuleTest[] }).tests);
}
