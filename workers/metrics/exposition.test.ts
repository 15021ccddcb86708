import { describe, expect, it } from "vitest";
import { exposition } from "./exposition.ts";
import type { Total } from "./ledger.ts";

const total = (family: string, labels: string[], amount: number, part = ""): Total => ({
  family,
  labels,
  part,
  amount,
  bornAt: 0,
});

const TEXT = exposition({
  totals: [
    total("http_requests", ["/b", "GET", "2xx"], 3),
    total("http_requests", ['/a"\\\n', "GET", "2xx"], 1),
    total("http_request_duration", ["/b"], 2, "0"),
    total("http_request_duration", ["/b"], 1, "3"),
    total("http_request_duration", ["/b"], 4, "11"),
    total("http_request_duration", ["/b"], 60.125, "sum"),
    total("sessions_revoked", ["logout"], 7),
    total("exporter_query_errors", [], 2),
  ],
  gauges: [
    { name: "ws_connections", labels: ["eu"], value: 12 },
    { name: "build_info", labels: ["1.2.3"], value: 1 },
  ],
});
const LINES = TEXT.split("\n");

describe("the text", () => {
  it("ends with a line break", () => {
    expect(TEXT.endsWith("\n")).toBe(true);
    expect(LINES.slice(0, -1)).not.toContain("");
  });

  it("has each family once and in one piece, after its help and its type", () => {
    const families = LINES.filter((line) => line !== "").map((line) =>
      line.replace(/^# (HELP|TYPE) /, "").replace(/(_bucket|_sum|_count)?[ {].*/, ""),
    );
    const pieces = families.filter((name, index) => name !== families[index - 1]);
    expect(new Set(pieces).size).toBe(pieces.length);
    expect(pieces.length).toBeGreaterThan(30);
    for (const name of pieces) {
      const start = families.indexOf(name);
      expect(LINES[start]).toMatch(`# HELP ${name} `);
      expect(LINES[start + 1]).toMatch(new RegExp(`^# TYPE ${name} (counter|gauge|histogram)$`));
    }
  });

  it("escapes what labels hold, and has series in order", () => {
    const requests = LINES.filter((line) => line.startsWith("genkan_http_requests_total{"));
    expect(requests).toEqual([
      String.raw`genkan_http_requests_total{route="/a\"\\\n",method="GET",code_class="2xx"} 1`,
      'genkan_http_requests_total{route="/b",method="GET",code_class="2xx"} 3',
    ]);
  });

  it("adds buckets up, and the last one is the count", () => {
    const all = LINES.filter((line) => line.startsWith("genkan_http_request_duration_seconds_"));
    expect(all.map((line) => line.replace("genkan_http_request_duration_seconds_", ""))).toEqual([
      'bucket{route="/b",le="0.005"} 2',
      'bucket{route="/b",le="0.01"} 2',
      'bucket{route="/b",le="0.025"} 2',
      'bucket{route="/b",le="0.05"} 3',
      'bucket{route="/b",le="0.1"} 3',
      'bucket{route="/b",le="0.25"} 3',
      'bucket{route="/b",le="0.5"} 3',
      'bucket{route="/b",le="1"} 3',
      'bucket{route="/b",le="2.5"} 3',
      'bucket{route="/b",le="5"} 3',
      'bucket{route="/b",le="10"} 3',
      'bucket{route="/b",le="+Inf"} 7',
      'sum{route="/b"} 60.125',
      'count{route="/b"} 7',
    ]);
  });

  it("has all series at 0 whose labels are few and known, and only those that happened where they aren't", () => {
    const values = (name: string) => LINES.filter((line) => line.startsWith(`genkan_${name}`));
    expect(values("sessions_revoked_total").length).toBe(12);
    expect(values("sessions_revoked_total")).toContain('genkan_sessions_revoked_total{reason="reuse"} 0');
    expect(values("sessions_revoked_total")).toContain('genkan_sessions_revoked_total{reason="logout"} 7');
    expect(values("refresh_reuse_detected_total")).toEqual(["genkan_refresh_reuse_detected_total 0"]);
    expect(values("codes_total").length).toBe(60);
    expect(values("exporter_late_events_total")).toEqual(["genkan_exporter_late_events_total 0"]);
    expect(values("login_attempts_total").length).toBe(240);
    expect(values("emails_total")).toEqual([]);
    expect(values("active_sessions")).toEqual([]);
  });
});
