import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import worker from "../index.ts";
import { ORIGIN } from "./visitor.ts";

/** The service with other settings or bindings than those of the test run. */
export function serviceWith(changes: Record<string, unknown>) {
  const changed = Object.assign(Object.create(Object.getPrototypeOf(env)), env, changes) as Env;
  return async (path: string, init: RequestInit = {}) => {
    const context = createExecutionContext();
    const response = await worker.fetch(new Request(`${ORIGIN}${path}`, init), changed, context);
    await waitOnExecutionContext(context);
    return response;
  };
}
