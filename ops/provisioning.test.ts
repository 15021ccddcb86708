import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SOURCE } from "./dashboards/panels.ts";
import { alerts, OPS, yamlIn } from "./rule-files.ts";

interface Service {
  image: string;
  ports: string[];
  volumes: (string | { source: string })[];
  environment?: Record<string, string>;
}

const { services } = yamlIn("docker-compose.yml") as { services: Record<string, Service> };

describe("what docker compose starts", () => {
  it.each(Object.entries(services))("%s is of one version and listens on loopback only", (_, service) => {
    expect(service.image).toMatch(/^[\w/]+:v?\d+\.\d+\.\d+$/);
    expect(service.ports.length).toBeGreaterThan(0);
    for (const port of service.ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it.each(Object.entries(services))("%s is given files that are there", (_, { volumes }) => {
    const sources = volumes.map((volume) =>
      typeof volume === "string" ? volume.split(":")[0] : volume.source,
    );
    const files = sources.filter((source) => source?.startsWith("./") && !source.endsWith("/metrics-token"));
    for (const file of files) expect(existsSync(join(OPS, file as string)), file).toBe(true);
  });

  it("lets nobody change a dashboard in the browser", () => {
    const { providers } = yamlIn("grafana/provisioning/dashboards/genkan.yml") as {
      providers: { allowUiUpdates: boolean; options: { path: string } }[];
    };
    expect(providers.map(({ allowUiUpdates }) => allowUiUpdates)).toEqual([false]);
    expect(services.grafana?.volumes).toContain(`./grafana/dashboards:${providers[0]?.options.path}:ro`);
    expect(services.grafana?.environment?.GF_AUTH_ANONYMOUS_ORG_ROLE).toBe("Viewer");
  });

  it("has the source under the uid that the dashboards name", () => {
    const { datasources } = yamlIn("grafana/provisioning/datasources/genkan.yml") as {
      datasources: { uid: string; type: string }[];
    };
    expect(datasources.map(({ uid, type }) => ({ uid, type }))).toEqual([SOURCE]);
  });
});

describe("what Prometheus is told", () => {
  const { scrape_configs } = yamlIn("prometheus/prometheus.yml") as {
    scrape_configs: { job_name: string; authorization: { credentials_file: string } }[];
  };

  it("is one job, whose name the dashboards know, with a token from a file", () => {
    expect(scrape_configs.map(({ job_name }) => job_name)).toEqual(["genkan"]);
    expect(scrape_configs[0]?.authorization).toEqual({ credentials_file: "metrics-token" });
  });

  it.each(["targets", "targets.docker"])(
    "has addresses of the service and of Alertmanager in %s",
    (folder) => {
      for (const file of ["service", "alertmanager"]) {
        expect(yamlIn(`prometheus/${folder}/${file}.yml`)).toEqual([{ targets: [expect.any(String)] }]);
      }
    },
  );
});

describe("what Alertmanager is told", () => {
  interface Route {
    receiver: string;
    matchers?: string[];
    routes?: Route[];
  }
  const { route, receivers, inhibit_rules } = yamlIn("alertmanager/alertmanager.yml") as {
    route: Route;
    receivers: { name: string }[];
    inhibit_rules: { source_matchers: string[]; target_matchers: string[] }[];
  };

  it("has a route for each severity, to a receiver that is there", () => {
    const routes = route.routes ?? [];
    expect(routes.flatMap(({ matchers }) => matchers)).toEqual(
      [...new Set(alerts().map(({ labels }) => labels?.severity))].sort().map((each) => `severity="${each}"`),
    );
    const names = receivers.map(({ name }) => name);
    for (const { receiver } of [route, ...routes]) expect(names).toContain(receiver);
  });

  it("names only alerts that there are", () => {
    const named = inhibit_rules
      .flatMap(({ source_matchers, target_matchers }) => [...source_matchers, ...target_matchers])
      .flatMap((matcher) => matcher.match(/"(.+)"/)?.[1]?.split("|") ?? []);
    expect(alerts().map(({ alert }) => alert)).toEqual(expect.arrayContaining(named));
  });
});
