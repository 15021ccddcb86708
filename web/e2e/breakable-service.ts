import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

type Act = "cut" | "mend" | "stop";

export interface BreakableService {
  origin: string;
  /** Its database is gone, or back. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  stop(): Promise<void>;
}

/** Null where no Postgres server is at hand. */
export async function startBreakableService(): Promise<BreakableService | null> {
  const child = fork(join(import.meta.dirname, "breakable-service.mjs"));

  async function act(name: Act): Promise<void> {
    child.send(name);
    await once(child, "message");
  }

  const [{ origin }] = await once(child, "message");
  if (origin === null) return null;
  return { origin, cut: () => act("cut"), mend: () => act("mend"), stop: () => act("stop") };
}
