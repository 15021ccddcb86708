import type { Health } from "../client/frame.ts";
import { createStore, useStore } from "./store.ts";

/** Long enough to read; good news needn't stay. */
const WELL_AGAIN_MS = 10_000;

const said = createStore("");

let fading: ReturnType<typeof setTimeout> | undefined;

export function noteHealth(health: Health): void {
  // Nobody knows yet.
  if (Object.keys(health.components).length === 0) return;
  clearTimeout(fading);
  if (health.status !== "ok") said.set(troubleOf(health));
  else if (said.get() !== "") {
    said.set("The service is well again.");
    fading = setTimeout(() => said.set(""), WELL_AGAIN_MS);
  }
}

/** Empty while all is well. */
export function useHealth(): string {
  return useStore(said);
}

function troubleOf({ status, components }: Health): string {
  if (status === "down") {
    return "The service has trouble right now. What you type stays here: try again in a moment.";
  }
  const isMailIll = components.mail?.status === "degraded" || components.mail?.status === "down";
  if (isMailIll) return "Mails and codes may arrive late right now.";
  return "Part of the service has trouble right now. You can go on, perhaps a little slower.";
}
