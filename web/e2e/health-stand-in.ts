import type { Page, WebSocketRoute } from "@playwright/test";
import type { Health } from "../client/frame.ts";
import type { Change, ComponentName, ComponentStatus } from "../src/service-status.ts";

type Statuses = Partial<Record<ComponentName, ComponentStatus>>;

/** What a page hears of the service's health and day, whatever the service is really like. */
export interface HealthStandIn {
  /** Tells the page, and keeps it as a change of the day. Whatever isn't named is well. */
  become(statuses: Statuses, at?: Date): void;
  /** Nothing answers any more, nor is any socket left. */
  vanish(): Promise<void>;
  /** All calls but those of health reach the service again. */
  comeBack(): Promise<void>;
}

export async function standInHealth(page: Page): Promise<HealthStandIn> {
  const sockets = new Set<WebSocketRoute>();
  const changes: Change[] = [];
  let isGone = false;
  let health = healthOf({ redis: "disabled" }, new Date(Date.now() - 3_600_000));

  await page.routeWebSocket(/\/ws(\/health)?$/, (socket) => {
    if (isGone) return socket.close({ code: 1012 });
    sockets.add(socket);
    socket.onClose(() => sockets.delete(socket));
    socket.onMessage((message) => {
      if (message === "ping") socket.send("pong");
    });
    socket.send(JSON.stringify({ type: "connected", payload: { health } }));
  });
  await page.route("**/api/status", (route) => {
    if (isGone) return route.abort();
    const { status, components } = health;
    return route.fulfill({ status: status === "down" ? 503 : 200, json: { status, components, changes } });
  });

  return {
    become(statuses, at = new Date()) {
      const before = health.components;
      health = healthOf({ redis: "disabled", ...statuses }, at);
      for (const [component, { status }] of entriesOf(health.components)) {
        if (before[component].status !== status) changes.unshift({ at: at.toISOString(), component, status });
      }
      for (const socket of sockets) socket.send(JSON.stringify({ type: "health", payload: health }));
    },
    async vanish() {
      isGone = true;
      await page.route("**/api/**", (route) => route.abort());
      for (const socket of sockets) await socket.close({ code: 1012 });
      sockets.clear();
    },
    async comeBack() {
      isGone = false;
      await page.unroute("**/api/**");
    },
  };
}

/** An outage of the database, or of mail. */
export const DATABASE_DOWN = { database: "down" } as const;
export const MAIL_LATE = { mail: "degraded" } as const;

function healthOf(statuses: Statuses, at: Date): Health {
  const component = (name: ComponentName, latencyMs: number) => {
    const status = statuses[name] ?? "ok";
    return { status, latencyMs: status === "disabled" ? null : latencyMs, checkedAt: at.toISOString() };
  };
  const components = {
    database: component("database", 4),
    redis: component("redis", 11),
    mail: component("mail", 182),
    realtime: component("realtime", 2),
  };
  const isDown = [components.database, components.realtime].some(({ status }) => status === "down");
  const isIll = Object.values(components).some(({ status }) => status === "down" || status === "degraded");
  return {
    status: isDown ? "down" : isIll ? "degraded" : "ok",
    components,
    changedAt: at.toISOString(),
  };
}

function entriesOf(components: Health["components"]) {
  return (["database", "realtime", "mail", "redis"] as const).map(
    (name) => [name, components[name]] as const,
  );
}
