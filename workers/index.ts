import { createApp } from "./app.ts";
import { runScheduled } from "./scheduled/scheduled.ts";
import { createServices } from "./services.ts";
import { createLog } from "./shared/log.ts";

export { RateLimiterObject } from "./limits/rate-limiter.do.ts";

const app = createApp(createServices);

export default {
  fetch: app.fetch,
  async scheduled(_controller, env, context) {
    await runScheduled(
      createServices(env, (work) => context.waitUntil(work), createLog({ job: "scheduled" })),
    );
  },
} satisfies ExportedHandler<Env>;
