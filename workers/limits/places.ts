import type { LimiterObjects } from "./limiter-objects.ts";

/** Something there may only be so much of at once, such as a client's open sockets. */
export interface Place {
  /** Whoever holds it already keeps it, with a new end. */
  id: string;
  /** Epoch milliseconds: it is free again then, whatever happens to its holder. */
  until: number;
  max: number;
  /** Places whose holders are gone, given up with the same call. */
  insteadOf?: readonly string[];
}

/** Exact, whoever asks from wherever. Every method throws `unavailable` when the counters can't be reached. */
export interface Places {
  /** Stands for `key` in records: no address is readable there. */
  nameOf(kind: string, key: string): Promise<string>;
  /** False when all are held by others. */
  hold(name: string, place: Place): Promise<boolean>;
  release(name: string, ids: readonly string[]): Promise<void>;
}

export function createPlaces(objects: LimiterObjects): Places {
  return {
    nameOf: (kind, key) => objects.nameOf(kind, key),
    hold: (name, place) => objects.call(name, (object) => object.hold(place)),
    release: (name, ids) => objects.call(name, (object) => object.release(ids)),
  };
}
