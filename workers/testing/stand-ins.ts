import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import type { TestProject } from "vitest/node";
import { type AnalyticsBehaviour, type StoredPoint, startAnalyticsStandIn } from "./analytics-stand-in.ts";
import { startPromtool } from "./promtool.ts";
import { startResendStandIn } from "./resend-stand-in.ts";
import { skipped } from "./skipped.ts";
import { startTwilioStandIn } from "./twilio-stand-in.ts";
import { startRedis } from "./upstash-redis.ts";
import { startUpstashStandIn } from "./upstash-stand-in.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the stand-in for Resend listens. */
    resendUrl: string;
    /** Where tests inside workerd tell it how to behave, and ask what it delivered. */
    resendControl: string;
    /** The same for Twilio. */
    twilioUrl: string;
    twilioControl: string;
    /** The same for the SQL API of Analytics Engine; told of `points`, it holds them. */
    analyticsUrl: string;
    analyticsControl: string;
    /** A Postgres that takes connections and never says a word. */
    silentDatabase: string;
    /** Checks what is posted as an answer of /metrics; null without promtool. */
    promtoolUrl: string | null;
    /** Where the stand-in for Upstash listens; null without a Redis to stand in front of. */
    upstashUrl: string | null;
  }
}

const LOOPBACK = "127.0.0.1";

/** What the tests in workerd talk to over the network, started in Node beside them. */
export default async function setUp(project: TestProject) {
  const resend = await startResendStandIn();
  const twilio = await startTwilioStandIn();
  const resendControl = createControl(resend.behave, () =>
    resend.deliveries.map(({ key, body }) => ({ key, ...body, to: [body.to].flat()[0] })),
  );
  const twilioControl = createControl(twilio.behave, () => twilio.deliveries);
  const analytics = await startAnalyticsStandIn();
  const analyticsControl = createControl<AnalyticsBehaviour | { points: StoredPoint[] }>(
    (change) => {
      if ("points" in change) analytics.points.splice(0, analytics.points.length, ...change.points);
      else analytics.behave(change);
    },
    () => analytics.requests.length,
  );
  const redis = await startRedis();
  if (redis === null) skipped("the tests of limits in Redis", "there is no redis-server on the PATH");
  const upstash = redis && (await startUpstashStandIn(redis));
  const promtool = await startPromtool();
  if (promtool === null) skipped("the check of /metrics by promtool", "there is no promtool on the PATH");
  const silence = createTcpServer(() => {});
  project.provide("resendUrl", resend.url);
  project.provide("resendControl", `http://${LOOPBACK}:${await listen(resendControl)}`);
  project.provide("twilioUrl", twilio.url);
  project.provide("twilioControl", `http://${LOOPBACK}:${await listen(twilioControl)}`);
  project.provide("analyticsUrl", analytics.url);
  project.provide("analyticsControl", `http://${LOOPBACK}:${await listen(analyticsControl)}`);
  project.provide("silentDatabase", `postgres://nobody:nothing@${LOOPBACK}:${await listen(silence)}/none`);
  project.provide("promtoolUrl", promtool?.url ?? null);
  project.provide("upstashUrl", upstash?.url ?? null);
  return async () => {
    promtool?.close();
    await upstash?.close();
    await redis?.close();
    for (const server of [resendControl, twilioControl, analyticsControl, silence]) server.close();
    await Promise.all([resend.close(), twilio.close(), analytics.close()]);
  };
}

/** `POST /behave` takes what the next request meets; every answer holds what was delivered. */
function createControl<Behaviour>(behave: (behaviour: Behaviour) => void, delivered: () => unknown) {
  return createServer(async (request, response) => {
    if (request.url === "/behave") {
      request.setEncoding("utf8");
      let body = "";
      for await (const chunk of request) body += chunk;
      behave(JSON.parse(body));
    }
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(delivered()));
  });
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, LOOPBACK, () => resolve((server.address() as AddressInfo).port));
  });
}
