import type { Database } from "../db/database.ts";
import type { ComponentName } from "../shared/components.ts";
import type { NewId } from "../shared/ids.ts";
import { HEALTH_PROBE_MS } from "../shared/limits.ts";
import { lookUpNothing } from "./health.store.ts";

/**
 * Asks a component something cheap that changes nothing. Resolves when it can be used, rejects when it can't; may take as
 * long as it likes. `ok` and `disabled` are for what needs no asking.
 */
export type Probe = (() => Promise<void>) | "ok" | "disabled";

export type Probes = Record<ComponentName, Probe>;

type Fetch = (address: string, init: RequestInit) => Promise<Response>;

/** A failure in our own words: for the log, without what the other side said. */
export class ProbeFailure extends Error {
  override readonly name = "ProbeFailure";
}

/** One read by index, over a connection of its own. Fails as well where the migrations have not been applied. */
export function databaseProbe(open: () => Database, newId: NewId): Probe {
  return async () => {
    const db = open();
    try {
      // An id that nobody has asked for: Hyperdrive's cache, where somebody left it on, can't know the answer.
      await lookUpNothing(db, newId("request"));
    } finally {
      void db.close();
    }
  };
}

/** `PING` through Upstash's REST API. */
export function redisProbe({ url, token }: { url: string; token: string }, fetch: Fetch): Probe {
  return async () => {
    const response = await fetch(url, {
      ...bounded(),
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(["PING"]),
    });
    if (!response.ok) throw await refusalOf(response);
    const answer: unknown = await response.json().catch(() => null);
    if (!hasMember(answer, "result", "PONG")) throw new ProbeFailure("answered something else than PONG");
  };
}

/**
 * Asks Resend for the account's domains, which sends nothing. A key that may only send is refused there with 401
 * `restricted_api_key` (https://resend.com/docs/api-reference/errors): it is good, and so is Resend. A full quota
 * passes too: the outbox waits for it.
 */
export function resendProbe(options: { apiKey: string; baseUrl?: string | undefined }, fetch: Fetch): Probe {
  const { apiKey, baseUrl = "https://api.resend.com" } = options;
  return async () => {
    const response = await fetch(`${baseUrl.replace(/\/+$/, "")}/domains`, {
      ...bounded(),
      // Without a User-Agent, which Workers don't send by themselves, Resend answers 403.
      headers: { Authorization: `Bearer ${apiKey}`, "User-Agent": "genkan" },
    });
    const { status } = response;
    if (status === 401 || status === 403) {
      const problem: unknown = await response.json().catch(() => null);
      if (!hasMember(problem, "name", "restricted_api_key")) throw new ProbeFailure("refuses the key");
      return;
    }
    const isRedirect = status >= 300 && status < 400;
    if (isRedirect || status >= 500) throw await refusalOf(response);
    await response.body?.cancel();
  };
}

/** A redirect would carry the key elsewhere (ASVS 15.3.2). */
function bounded(): RequestInit {
  return { signal: AbortSignal.timeout(HEALTH_PROBE_MS), redirect: "manual" };
}

async function refusalOf(response: Response): Promise<ProbeFailure> {
  await response.body?.cancel();
  return new ProbeFailure(`answered ${response.status}`);
}

function hasMember(value: unknown, name: string, wanted: string): boolean {
  return typeof value === "object" && value !== null && Reflect.get(value, name) === wanted;
}
