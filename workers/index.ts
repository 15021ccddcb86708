import { createApp } from "./app.ts";
import { jobsOf, runScheduled } from "./scheduled/scheduled.ts";
import { createServices } from "./services.ts";
import { createLog } from "./shared/log.ts";

export { HealthMonitor } from "./health/health-monitor.do.ts";
export { RateLimiterObject } from "./limits/rate-limiter.do.ts";
export { SocketHub } from "./live/socket-hub.do.ts";

const app = createApp(createServices);

export default {
  fetch: app.fetch,
  async scheduled(_controller, env, context) {
    const defer = (work: () => Promise<unknown>) => context.waitUntil(work());
    const services = createServices(env, defer, createLog({ job: "scheduled" }));
    await runScheduled(jobsOf(services), services.metrics, services.log);
    await services.db.close();
  },
} satisfies ExportedHandler<Env>;
