import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import type { TestProject } from "vitest/node";
import { startResendStandIn } from "./resend-stand-in.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the stand-in for Resend listens. */
    resendUrl: string;
    /** Where tests inside workerd tell it how to behave, and ask what it delivered. */
    resendControl: string;
    /** A Postgres that takes connections and never says a word. */
    silentDatabase: string;
  }
}

const LOOPBACK = "127.0.0.1";

/** What the tests in workerd talk to over the network, started in Node beside them. */
export default async function setUp(project: TestProject) {
  const resend = await startResendStandIn();
  const control = createServer(async (request, response) => {
    if (request.url === "/behave") {
      request.setEncoding("utf8");
      let body = "";
      for await (const chunk of request) body += chunk;
      resend.behave(JSON.parse(body));
    }
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify(resend.deliveries.map(({ key, body }) => ({ key, ...body, to: [body.to].flat()[0] }))),
    );
  });
  const silence = createTcpServer(() => {});
  project.provide("resendUrl", resend.url);
  project.provide("resendControl", `http://${LOOPBACK}:${await listen(control)}`);
  project.provide("silentDatabase", `postgres://nobody:nothing@${LOOPBACK}:${await listen(silence)}/none`);
  return async () => {
    control.close();
    silence.close();
    await resend.close();
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, LOOPBACK, () => resolve((server.address() as AddressInfo).port));
  });
}
