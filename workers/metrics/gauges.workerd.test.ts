import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { METRICS_TOKEN, samplesOf } from "../testing/scrape.ts";
import { serviceWith } from "../testing/service-with.ts";
import { browser, connect } from "../testing/socket.ts";
import { createVisitor, signUp } from "../testing/visitor.ts";
import { withSettings } from "../testing/with-settings.ts";
import type { LedgerState } from "./ledger.ts";

const SOCKETS = 'genkan_ws_connections{region="local"}';

/** As if the gauges had last been read long ago. */
async function scrape(): Promise<Map<string, number>> {
  await runInDurableObject(env.EXPORTER.getByName("exporter"), (_, { storage }) => {
    const state = storage.kv.get<LedgerState>("state");
    if (state) storage.kv.put("state", { ...state, gaugesAt: 0 });
  });
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const response = await serviceWith({})("/metrics", { headers });
  return samplesOf(await response.text());
}

describe("gauges in /metrics", () => {
  it("follow sessions and sockets", async () => {
    const before = await scrape();
    expect(before.get("genkan_active_sessions")).toBe(0);
    expect(before.has(SOCKETS)).toBe(false);

    const visitor = createVisitor();
    await signUp(visitor);
    await signUp(createVisitor());
    // Answers of this service come when what happened has been handed on.
    const service = withSettings({});
    const sockets = [
      await connect("/ws", browser(visitor), service),
      await connect("/ws", browser(visitor), service),
    ];
    for (const socket of sockets) await socket.next("connected");
    const after = await scrape();
    expect(after.get("genkan_active_sessions")).toBe(2);
    expect(after.get(SOCKETS)).toBe(2);
    expect(after.get('genkan_http_requests_total{route="/ws",method="GET",code_class="1xx"}')).toBe(2);
    expect(after.get("genkan_outbox_pending")).toBe(0);
    expect(after.get("genkan_outbox_oldest_age_seconds")).toBe(0);
    expect(after.get("genkan_signing_key_age_seconds")).toBeLessThan(60);

    await visitor.post("/api/auth/logout", {});
    for (const socket of sockets) await socket.closed();
    const last = await scrape();
    expect(last.get("genkan_active_sessions")).toBe(1);
    expect(last.get(SOCKETS)).toBe(0);
  });
});
