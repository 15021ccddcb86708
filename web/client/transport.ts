import { GenkanError } from "./error.ts";
import { problemOf } from "./problem.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One request, one answer: no retry, no refresh. `T` is what the contract promises for the path. */
export type Send = <T>(method: Method, path: string, body?: object) => Promise<T>;

/** A hash may wait in a queue; beyond this nobody is still looking at the page. */
const TIMEOUT_MS = 20_000;

export interface TransportOptions {
  /** Of the service, without a slash at its end; empty for the page's own origin. */
  root: string;
  fetch: typeof fetch;
}

export function createTransport({ root, fetch }: TransportOptions): Send {
  /** Another origin's cookies travel only when asked to. */
  const credentials = root === "" || root === globalThis.location?.origin ? "same-origin" : "include";

  return async function send<T>(method: Method, path: string, body?: object): Promise<T> {
    const response = await reach(method, root + path, body);
    if (!response.ok) throw await problemOf(response);
    try {
      return JSON.parse((await response.text()) || "null");
    } catch (cause) {
      throw unreachable(cause);
    }
  };

  async function reach(method: Method, url: string, body: object | undefined): Promise<Response> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (body) headers["Content-Type"] = "application/json";
    try {
      return await fetch(url, {
        method,
        headers,
        credentials,
        body: body ? JSON.stringify(body) : null,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (cause) {
      throw unreachable(cause);
    }
  }
}

function unreachable(cause: unknown): GenkanError {
  return new GenkanError({ code: "network", status: 0, title: "The server can't be reached", cause });
}
