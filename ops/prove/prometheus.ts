import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { OPS } from "../rule-files.ts";
import { eventually, freePort, start, stop } from "./process.ts";

const START_MAX_MS = 20_000;

export interface Sample {
  labels: Record<string, string>;
  value: number;
}

export interface RuleState {
  name: string;
  type: "alerting" | "recording";
  health: string;
  lastError?: string;
  /** Of an alert. */
  state?: string;
}

/** The Prometheus of ops/, which asks one service, and more often. */
export async function startPrometheus(options: { folder: string; token: string; servicePort: number }) {
  const { folder, token, servicePort } = options;
  const port = await freePort();
  const configFile = join(folder, "prometheus.yml");
  const config = parse(readFileSync(join(OPS, "prometheus/prometheus.yml"), "utf8"));
  config.global = { scrape_interval: "2s", scrape_timeout: "2s", evaluation_interval: "2s" };
  config.rule_files = [join(OPS, "prometheus/rules/*.yml")];
  delete config.alerting;
  const { file_sd_configs: _, ...job } = config.scrape_configs[0];
  config.scrape_configs = [{ ...job, static_configs: [{ targets: [`localhost:${servicePort}`] }] }];
  writeFileSync(configFile, stringify(config));
  writeFileSync(join(folder, "metrics-token"), `${token}\n`);

  const child = start(
    "prometheus",
    [
      `--config.file=${configFile}`,
      `--storage.tsdb.path=${join(folder, "prometheus")}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    join(folder, "prometheus.log"),
  );
  const api = `http://127.0.0.1:${port}/api/v1`;
  await eventually("Prometheus starts", START_MAX_MS, async () => {
    if (child.exitCode !== null) throw new Error(`prometheus ended: see ${folder}/prometheus.log`);
    const answer = await fetch(`http://127.0.0.1:${port}/-/ready`).catch(() => undefined);
    return answer?.ok ? true : undefined;
  });

  return {
    /** @throws with Prometheus's own words when it can't parse or evaluate the expression */
    async query(expr: string): Promise<Sample[]> {
      const answer = await fetch(`${api}/query`, {
        method: "POST",
        body: new URLSearchParams({ query: expr }),
      });
      const { status, error, data } = (await answer.json()) as {
        status: string;
        error?: string;
        data: { resultType: string; result: unknown };
      };
      if (status !== "success") throw new Error(`${expr}: ${error}`);
      if (data.resultType === "scalar") {
        return [{ labels: {}, value: Number((data.result as [number, string])[1]) }];
      }
      return (data.result as { metric: Record<string, string>; value: [number, string] }[]).map(
        ({ metric, value }) => ({ labels: metric, value: Number(value[1]) }),
      );
    },

    async rules(): Promise<RuleState[]> {
      const { data } = (await (await fetch(`${api}/rules`)).json()) as {
        data: { groups: { rules: RuleState[] }[] };
      };
      return data.groups.flatMap(({ rules }) => rules);
    },

    stop: () => stop(child),
  };
}

export type Prometheus = Awaited<ReturnType<typeof startPrometheus>>;
