import { HTTPException } from "hono/http-exception";
import { AppError, ERRORS } from "../shared/errors.ts";
import type { AppContext } from "../shared/http.ts";
import { describeError } from "../shared/log.ts";
import { findAppError, problemResponse } from "../shared/problem.ts";
import { countRefusal } from "./count-refusal.ts";

const CLIENT_ERROR = 400;
const SERVER_ERROR = 500;

/** Every failure becomes a problem here: the code for the caller, the reason for the log. */
export function answerErrors(thrown: Error, c: AppContext): Response {
  const log = c.get("log");
  const error =
    findAppError(thrown) ?? (isUnreadable(thrown) ? new AppError("invalid_json", { cause: thrown }) : null);
  if (!error) {
    log.error("internal error", describeError(thrown));
    return problemResponse(new AppError("internal"), c.get("requestId"));
  }
  // There are none while a setting is wrong.
  const services = c.get("services");
  if (services) {
    const { defer, health, metrics } = services;
    countRefusal(metrics, c.get("route")?.template ?? "", error);
    if (error.options.dependency !== undefined) defer(() => health.suspectCause(error));
  }
  const fields = { code: error.code, reason: error.options.reason };
  if (ERRORS[error.code].status >= SERVER_ERROR) {
    log.error("refused", {
      ...fields,
      ...(error.cause instanceof Error && { cause: describeError(error.cause).reason }),
    });
  } else {
    log.info("refused", fields);
  }
  return problemResponse(error, c.get("requestId"));
}

/** Hono's own refusal of a body that it couldn't read. */
function isUnreadable(error: Error): boolean {
  return error instanceof HTTPException && error.status === CLIENT_ERROR;
}
