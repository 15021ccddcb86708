import type { UpstashBehaviour } from "./upstash-stand-in.ts";

/** Tells the stand-in for Upstash, from inside workerd, how to behave; and asks what it saw. */
export function createUpstashControl(url: string) {
  async function post(path: string, body: unknown = {}): Promise<{ requests: number; result: unknown }> {
    const response = await fetch(`${url}/control/${path}`, { method: "POST", body: JSON.stringify(body) });
    return response.json();
  }

  return {
    behave: (behaviour: UpstashBehaviour) => post("behave", behaviour),
    /** Stops the real Redis behind it. */
    stop: () => post("stop"),
    start: () => post("start"),
    flush: () => post("command", ["FLUSHALL"]),
    /** The answer of Redis to a command. */
    command: async (...command: string[]) => (await post("command", command)).result,
    /** How many requests have come in. */
    requests: async () => (await post("requests")).requests,
  };
}
