import type { SqliteQuery } from "./sqlite-target.ts";

export interface D1Api {
  baseUrl: string;
  accountId: string;
  databaseId: string;
  token: string;
}

/** Cloudflare's API allows 1,200 calls in five minutes; a call that it refuses for that, or loses, is made again. */
const TRIES = 6;
const FIRST_WAIT_MS = 1_000;
const CALL_TIMEOUT_MS = 60_000;

/** A deployed D1 database over Cloudflare's HTTP API. All that is asked of it may be asked twice. */
export function d1Api(
  { baseUrl, accountId, databaseId, token }: D1Api,
  wait = (milliseconds: number) => new Promise<unknown>((resolve) => setTimeout(resolve, milliseconds)),
): SqliteQuery {
  const address = `${baseUrl}/accounts/${accountId}/d1/database/${databaseId}/query`;

  async function call(sql: string, params: string[]) {
    const response = await fetch(address, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ sql, params }),
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    const body = await response.json().catch(() => ({}));
    return { response, body };
  }

  return async (sql, parameters) => {
    for (let tried = 1; ; tried++) {
      const answer = await call(sql, parameters).catch((error: unknown) => {
        if (tried === TRIES) throw error;
      });
      if (answer?.response.ok && answer.body.success) return answer.body.result[0].results;
      const mayPass = !answer || answer.response.status === 429 || answer.response.status >= 500;
      if (answer && (!mayPass || tried === TRIES)) {
        const [error] = answer.body.errors ?? [];
        throw new Error(`D1 answered ${answer.response.status}: ${error?.message ?? "no reason given"}`);
      }
      await wait(FIRST_WAIT_MS * 2 ** (tried - 1));
    }
  };
}
