import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import worker from "../index.ts";

/**
 * The service with other settings or bindings than those of the test run, for a visitor's `fetch`. Its answers come when
 * all that was put off until after them is done too.
 */
export function withSettings(changes: Record<string, unknown>) {
  const changed = Object.assign(Object.create(Object.getPrototypeOf(env)), env, changes) as Env;
  return async (request: Request): Promise<Response> => {
    const context = createExecutionContext();
    const response = await worker.fetch(request, changed, context);
    await waitOnExecutionContext(context);
    return response;
  };
}
