import { createApp } from "./app.ts";
import { finish } from "./pipeline/finish.ts";
import { jobsOf, runScheduled } from "./scheduled/scheduled.ts";
import { createServices } from "./services.ts";
import { createLog } from "./shared/log.ts";

export { HealthMonitor } from "./health/health-monitor.do.ts";
export { RateLimiterObject } from "./limits/rate-limiter.do.ts";
export { SocketHub } from "./live/socket-hub.do.ts";
export { MetricsExporter } from "./metrics/exporter.do.ts";

const app = createApp(createServices);

export default {
  fetch: app.fetch,
  async scheduled(_controller, env, context) {
    const deferred: (() => Promise<unknown>)[] = [];
    const services = createServices(env, (work) => deferred.push(work), createLog({ job: "scheduled" }));
    await runScheduled(jobsOf(services), services.metrics, services.log);
    context.waitUntil(finish(deferred, services));
  },
} satisfies ExportedHandler<Env>;
