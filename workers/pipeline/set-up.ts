import { createMiddleware } from "hono/factory";
import { ConfigError } from "../config.ts";
import type { createServices } from "../services.ts";
import { AppError } from "../shared/errors.ts";
import type { AppEnv } from "../shared/http.ts";
import { wantedLanguage } from "./detect-language.ts";

/** Builds the request's services. A setting that is wrong stops every request: a guess would be a hole. */
export const setUp = (services: typeof createServices) =>
  createMiddleware<AppEnv>(async (c, next) => {
    try {
      c.set(
        "services",
        services(c.env, (work) => c.get("deferred").push(work), c.get("log"), wantedLanguage(c)),
      );
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const reason = `wrong settings: ${error.message}`;
      throw new AppError("unavailable", { retryAfterSeconds: 60, reason, cause: error });
    }
    await next();
  });
