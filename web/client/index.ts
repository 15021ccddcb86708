export { type Client, type ClientOptions, createClient, type RestoreOptions } from "./client.ts";
export { type ErrorCode, type FieldError, GenkanError, hasCode, type KnownErrorCode } from "./error.ts";
export type { EndReason, Health } from "./frame.ts";
export type { LiveListeners } from "./live.ts";
export type { Method } from "./transport.ts";
export type * from "./types.ts";
