import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, inject, it } from "vitest";
import { METRICS_TOKEN, samplesOf } from "../testing/scrape.ts";
import { serviceWith } from "../testing/service-with.ts";
import { createVisitor, ORIGIN, signUp } from "../testing/visitor.ts";
import { withoutDatabase } from "../testing/watched-database.ts";

const service = serviceWith({});
const scraper = { headers: { authorization: `Bearer ${METRICS_TOKEN}` } };

async function scrape(): Promise<Map<string, number>> {
  const response = await service("/metrics", scraper);
  expect(response.status).toBe(200);
  return samplesOf(await response.text());
}

describe("GET /metrics", () => {
  it("is for whoever has the token", async () => {
    const statuses = await Promise.all(
      [{}, { authorization: "Bearer wrong" }, { authorization: `Basic ${METRICS_TOKEN}` }].map(
        async (headers) => (await service("/metrics", { headers: { ...headers } })).status,
      ),
    );
    expect(statuses).toEqual([401, 401, 401]);
  });

  it("is nothing where there is no token", async () => {
    expect((await serviceWith({ METRICS_TOKEN: "" })("/metrics", scraper)).status).toBe(404);
  });

  it("is text that nobody keeps", async () => {
    const response = await service("/metrics", scraper);
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect((await response.text()).endsWith("\n")).toBe(true);
  });

  it("has every request that was answered, by its template, to the number", async () => {
    const before = await scrape();
    for (let n = 0; n < 3; n++) await service("/api/me");
    await service("/api/nothing/like/it");
    const after = await scrape();
    const grown = (series: string) => (after.get(series) ?? 0) - (before.get(series) ?? 0);
    expect(grown('genkan_http_requests_total{route="/api/me",method="GET",code_class="4xx"}')).toBe(3);
    expect(grown('genkan_http_requests_total{route="unmatched",method="GET",code_class="4xx"}')).toBe(1);
    expect(grown('genkan_http_request_duration_seconds_count{route="/api/me"}')).toBe(3);
    expect(grown('genkan_http_request_duration_seconds_bucket{route="/api/me",le="+Inf"}')).toBe(3);
  });

  it("has the database's trips, and those that failed", async () => {
    const TRIPS = 'genkan_dependency_duration_seconds_count{dependency="database",operation="trip"}';
    const AWAY = 'genkan_dependency_errors_total{dependency="database",kind="away"}';
    const before = await scrape();
    const answer = await service("/.well-known/jwks.json");
    const [, trips] = /desc="(\d+)/.exec(answer.headers.get("server-timing") ?? "") ?? [];
    const between = await scrape();
    expect((between.get(TRIPS) ?? 0) - (before.get(TRIPS) ?? 0)).toBe(Number(trips));
    expect((between.get(AWAY) ?? 0) - (before.get(AWAY) ?? 0)).toBe(0);
    const failed = await withoutDatabase()(new Request(`${ORIGIN}/.well-known/jwks.json`));
    expect(failed.status).toBe(503);
    const after = await scrape();
    expect((after.get(TRIPS) ?? 0) - (between.get(TRIPS) ?? 0)).toBe(1);
    expect((after.get(AWAY) ?? 0) - (between.get(AWAY) ?? 0)).toBe(1);
  });

  it("knows it all after the exporter was evicted", async () => {
    await service("/api/me");
    const before = await scrape();
    await evictDurableObject(env.EXPORTER.getByName("exporter"));
    const after = await scrape();
    const series = 'genkan_http_requests_total{route="/api/me",method="GET",code_class="4xx"}';
    expect(after.get(series)).toBe(before.get(series));
    expect(after.get(series)).toBeGreaterThan(0);
  });

  it.skipIf(inject("promtoolUrl") === null)("is what promtool has nothing to say about", async () => {
    const visitor = createVisitor();
    await signUp(visitor);
    await visitor.get("/api/me");
    await service("/metrics");
    const text = await (await service("/metrics", scraper)).text();
    expect(text).toContain('route="/api/auth/signup"');
    const verdict = await fetch(inject("promtoolUrl") ?? "", { method: "POST", body: text });
    expect(await verdict.json()).toEqual({ status: 0, output: "" });
  });

  it("is 503 where the exporter can't be asked, and nobody else's request fails for it", async () => {
    const gone = () => Promise.reject(new Error("Network connection lost."));
    const without = serviceWith({ EXPORTER: { getByName: () => ({ text: gone, record: gone }) } });
    const answer = await without("/metrics", scraper);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect((await without("/api/me")).status).toBe(401);
  });
});
