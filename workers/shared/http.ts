import { OpenAPIHono, type z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { SessionRow } from "../db/tables.ts";
import type { Services } from "../services.ts";
import type { LiveSession } from "../sessions/session.store.ts";
import { AppError, type FieldError } from "./errors.ts";
import type { Language } from "./language.ts";
import type { Log } from "./log.ts";
import type { RouteEntry } from "./route-table.ts";
import { rawPath } from "./route-table.ts";

export type AppEnv = {
  Bindings: Env;
  Variables: {
    requestId: string;
    log: Log;
    services: Services;
    /** Undefined on requests that have none by their method. */
    body: Uint8Array<ArrayBuffer> | undefined;
    route: RouteEntry | null;
    /** Started when the answer is made. */
    deferred: (() => Promise<unknown>)[];
    caller: LiveSession | null;
    callerSessions: SessionRow[] | null;
    /** The visitor's; an account may have chosen another. */
    language: Language;
  };
};

export type AppContext = Context<AppEnv>;

/** A router whose failed validations are our problems and whose paths match undecoded. */
export function createRouter() {
  return new OpenAPIHono<AppEnv>({
    getPath: rawPath,
    defaultHook: (result) => {
      if (!result.success) {
        throw new AppError("validation_failed", { errors: result.error.issues.flatMap(fieldErrors) });
      }
    },
  });
}

/** Security schemes of a route: the pipeline asks them, so what is documented is what is enforced. */
export const SIGNED_IN = [{ bearer: [] }, { cookie: [] }];
/** Only with ADMIN_TOKEN; what everything under `/api/admin/` must say. */
export const ADMIN = [{ operator: [] }];
/** Only with METRICS_TOKEN. */
export const SCRAPER = [{ scraper: [] }];
/** Only with FEED_TOKEN; what everything under `/api/feed/` must say. */
export const FEED = [{ feed: [] }];

/** In a route's documentation: it is about all sessions of its caller, so the statement that finds the caller reads them. */
export const WITH_SESSIONS = { "x-caller-sessions": true } as const;

/** Who is calling, on a route that is documented with SIGNED_IN. */
export function caller(c: AppContext): LiveSession {
  const live = c.get("caller");
  if (!live) throw new Error("a route that asks for its caller must be documented as SIGNED_IN");
  return live;
}

/** The caller's live sessions, newest first, on a route that is documented with WITH_SESSIONS. */
export function callerSessions(c: AppContext): SessionRow[] {
  const sessions = c.get("callerSessions");
  if (!sessions) throw new Error("a route that asks for all sessions must be documented WITH_SESSIONS");
  return sessions;
}

export function isHttps(request: Request): boolean {
  return request.url.startsWith("https:");
}

export function jsonBody<T>(schema: T) {
  return { body: { content: { "application/json": { schema } }, required: true as const } };
}

/** Of a call that needs no body and takes one. */
export function optionalBody<T>(schema: T) {
  return { body: { ...jsonBody(schema).body, required: false as const } };
}

export function answer<T>(description: string, schema: T) {
  return { description, content: { "application/json": { schema } } };
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: path === "" ? key : `${path}.${key}`,
      code: "unknown_key",
      message: "is not a known field",
    }));
  }
  return [{ path, code: codeOf(issue), message: issue.message }];
}

function codeOf(issue: z.core.$ZodIssue): string {
  const named: unknown = issue.code === "custom" ? issue.params?.code : undefined;
  if (typeof named === "string") return named;
  // Zod reports no input unless told to, so only its message tells a missing field from a wrong one.
  return issue.code === "invalid_type" && issue.message.endsWith("received undefined")
    ? "required"
    : issue.code;
}
