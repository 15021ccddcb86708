import { HEALTH_HUBS_PER_REGION, HUBS_PER_REGION } from "../shared/limits.ts";

/** Where a request came from, as coarse as hubs are spread: the continent, or "local" where the platform doesn't say. */
export function regionOf(cf: unknown): string {
  const { continent } = (cf ?? {}) as { continent?: unknown };
  return typeof continent === "string" && /^[A-Z]{2}$/.test(continent) ? continent.toLowerCase() : "local";
}

/** The hub for a user who has no socket open yet; the sockets that follow join the first one's (live.store.ts). */
export function hubName(region: string, userId: string): string {
  return `hub:${region}:${hash(userId) % HUBS_PER_REGION}`;
}

/** The hub for a page before sign-in: a client's sockets share one. */
export function healthHubName(region: string, client: string): string {
  return `hub:${region}:health:${hash(client) % HEALTH_HUBS_PER_REGION}`;
}

/** FNV-1a, 32 bits: spreads evenly, promises nothing else. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return value >>> 0;
}
