import { GenkanError } from "../client/error.ts";
import { textOf } from "./texts.ts";
import { toast } from "./toast.ts";
import { words } from "./words/words.ts";

/** A fault of ours, with what helps to find it. */
export interface Fault {
  /** Of the request that failed, where there was one. */
  requestId?: string | undefined;
  path: string;
  /** ISO 8601. */
  at: string;
}

export function faultOf(error: unknown): Fault {
  const requestId = error instanceof GenkanError ? error.requestId : undefined;
  return { requestId, path: location.pathname, at: new Date().toISOString() };
}

/** An app that sends somebody here may say which request failed. Only what looks like an id of ours is shown. */
export function faultHere(search: string): Fault {
  const [requestId] = new URLSearchParams(search).get("request")?.match(/^req_[\w-]{1,64}$/) ?? [];
  return { requestId, path: location.pathname, at: new Date().toISOString() };
}

/** What nobody else has dealt with is at least not kept from whoever waits for something to happen. */
export function tellOfFaults(): void {
  addEventListener("unhandledrejection", ({ reason }) => tell(reason));
  addEventListener("error", ({ error }) => tell(error));
}

function tell(error: unknown): void {
  // The browser has given something up, or speaks of no error at all (a resize that took long, say).
  if (!(error instanceof Error) || error instanceof DOMException) return;
  toast(error instanceof GenkanError ? textOf(error) : words().errors.unexpected, "wrong");
}
