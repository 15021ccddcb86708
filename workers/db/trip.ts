import { AppError } from "../shared/errors.ts";
import { DATABASE_TIMEOUT_MS } from "../shared/limits.ts";
import type { Trips } from "./database.ts";

export type Trip = <T>(run: () => Promise<T>) => Promise<T>;

/** Hears of each trip, and whether the database was there. A statement that is wrong is no failure of the database. */
export type TripObserver = (milliseconds: number, failure: "away" | "timeout" | null) => void;

/**
 * Counts and times round trips, bounds each in time, and tells a database that is away (`unavailable`) from a statement
 * that is wrong (thrown as it is). `isAway` judges the driver's own error.
 */
export function createTrip(trips: Trips, isAway: (error: Error) => boolean, observe?: TripObserver): Trip {
  return async (run) => {
    trips.count += 1;
    const start = performance.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failure: "away" | "timeout" | null = null;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        failure = "timeout";
        reject(away("the database is silent"));
      }, DATABASE_TIMEOUT_MS);
    });
    try {
      return await Promise.race([run(), silence]);
    } catch (error) {
      if (error instanceof AppError || !(error instanceof Error) || !isAway(error)) throw error;
      failure = "away";
      throw away("the database is away", error);
    } finally {
      clearTimeout(timer);
      const milliseconds = performance.now() - start;
      trips.milliseconds += milliseconds;
      observe?.(milliseconds, failure);
    }
  };
}

function away(reason: string, cause?: unknown): AppError {
  return new AppError("unavailable", { retryAfterSeconds: 2, reason, dependency: "database", cause });
}
