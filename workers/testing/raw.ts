import { exports } from "cloudflare:workers";
import { ORIGIN } from "./visitor.ts";

export const LOGIN = "/api/auth/login";
export const JSON_TYPE = { "content-type": "application/json" };

/** A request as nobody's client would make it: whatever body, whatever headers. POST unless it says otherwise. */
export function raw(path: string, init: RequestInit = {}): Promise<Response> {
  return exports.default.fetch(
    new Request(`${ORIGIN}${path}`, { method: "POST", redirect: "manual", ...init }),
  );
}

export async function codeOf(response: Response): Promise<[number, string | undefined]> {
  const body: { code?: string } = await response.json();
  return [response.status, body.code];
}
