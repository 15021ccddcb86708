import { LATE, within } from "../shared/within.ts";

/** Something that answers like `fetch`: a service binding of a Worker, or a stand-in. */
export interface Service {
  fetch(
    address: string,
    init: { headers: Record<string, string>; redirect: "manual"; signal: AbortSignal },
  ): Promise<{ status: number; json(): Promise<unknown>; body?: { cancel(): Promise<void> } | null }>;
}

/** Where something is read: an address, or a binding and the path there. */
export interface Source {
  service: Service;
  address: string;
}

/** A binding looks at the path alone, yet an address needs a host: one that can be nobody's. */
const BINDING_ORIGIN = "https://genkan.internal";

/**
 * Throws a TypeError for an address that is neither https nor this machine: whoever is on the road could answer with keys
 * of their own.
 */
export function sourceOf(from: Service | string | URL, path: string): Source {
  // A binding may have its methods by proxy, where `in` doesn't see them.
  if (typeof from !== "string" && !(from instanceof URL)) {
    return { service: from, address: `${BINDING_ORIGIN}${path}` };
  }
  const { protocol, hostname, href } = new URL(from);
  const isHere = protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  if (protocol !== "https:" && !isHere) throw new TypeError(`not an https address: ${href}`);
  // Through the global each time, as whoever watches or replaces it expects, and with its own `this`.
  return { service: { fetch: (address, init) => fetch(address, init) }, address: href };
}

/** The JSON that is there. Throws for any status but 200, redirects included, and for silence. */
export async function readJson(
  { service, address }: Source,
  timeoutMs: number,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const answer = await within(timeoutMs, ask());
  if (answer === LATE) throw new Error(`${address} was silent for ${timeoutMs} ms`);
  return answer;

  async function ask(): Promise<unknown> {
    const request = service.fetch(address, {
      headers: { accept: "application/json", ...headers },
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const response = await request.catch((cause: unknown) => {
      throw new Error(`${address} can't be reached`, { cause });
    });
    if (response.status === 200) return response.json();
    await response.body?.cancel();
    throw new Error(`${address} answered ${response.status}`);
  }
}
