import { AppError } from "../shared/errors.ts";
import { DATABASE_TIMEOUT_MS } from "../shared/limits.ts";
import type { Trips } from "./database.ts";

export type Trip = <T>(run: () => Promise<T>) => Promise<T>;

/**
 * Counts and times round trips, bounds each in time, and tells a database that is away (`unavailable`) from a statement
 * that is wrong (thrown as it is). `isAway` judges the driver's own error.
 */
export function createTrip(trips: Trips, isAway: (error: Error) => boolean): Trip {
  return async (run) => {
    trips.count += 1;
    const start = performance.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(away("the database is silent")), DATABASE_TIMEOUT_MS);
    });
    try {
      return await Promise.race([run(), silence]);
    } catch (error) {
      if (error instanceof AppError || !(error instanceof Error) || !isAway(error)) throw error;
      throw away("the database is away", error);
    } finally {
      clearTimeout(timer);
      trips.milliseconds += performance.now() - start;
    }
  };
}

function away(reason: string, cause?: unknown): AppError {
  return new AppError("unavailable", { retryAfterSeconds: 2, reason, dependency: "database", cause });
}
