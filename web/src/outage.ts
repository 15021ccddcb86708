/**
 * How far an outage has been told. `brewing` may still be a blip; `telling` shows it; `told` was sent away, to go on with
 * the page; `over` says that it has passed, once `mended` finds the moment.
 */
export type Phase = "well" | "brewing" | "telling" | "told" | "mended" | "over";

export type PhaseEvent = "out" | "well" | "waited" | "dismissed";

const NEXT: Record<Phase, Partial<Record<PhaseEvent, Phase>>> = {
  well: { out: "brewing" },
  brewing: { well: "well", waited: "telling" },
  telling: { well: "over", dismissed: "told" },
  told: { well: "mended" },
  // Nobody has been told that it is over: it goes on.
  mended: { out: "told", waited: "over" },
  over: { out: "brewing", dismissed: "well" },
};

/** Each outage is told once, and its end to those only who were told of it. */
export function nextPhase(phase: Phase, event: PhaseEvent): Phase {
  return NEXT[phase][event] ?? phase;
}
