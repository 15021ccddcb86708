import type { Health } from "../client/frame.ts";

/**
 * What is wrong, as far as this page can tell. `offline` is this device, `unreachable` the way to the service or all of it,
 * `down` what it says of itself. With `mail` and `slow` people still get in.
 */
export type TroubleKind = "offline" | "unreachable" | "down" | "mail" | "slow";

export interface Trouble {
  kind: TroubleKind;
  /** Milliseconds since 1970. */
  since: number;
}

/** What a page comes to know. `broken`: something answers, but not the service. */
export type News =
  | { type: "offline" }
  | { type: "silence" }
  | { type: "broken" }
  | { type: "health"; health: Said; since: number | null };

/** What the service says of itself. */
export type Said = Pick<Health, "status" | "components">;

/** Nothing that is sent now could work. */
export function isOutage(trouble: Trouble | null): boolean {
  return trouble?.kind === "down" || trouble?.kind === "unreachable";
}

export function troubleAfter(before: Trouble | null, news: News, now: number): Trouble | null {
  const kind = kindOf(news);
  if (kind === null) return null;
  const since = kind === "down" && news.type === "health" ? (news.since ?? now) : now;
  const next = { kind, since: Math.min(now, since) };
  const goesOn = before !== null && (before.kind === kind || (isOutage(before) && isOutage(next)));
  return goesOn ? { kind, since: before.since } : next;
}

function kindOf(news: News): TroubleKind | null {
  switch (news.type) {
    case "offline":
      return "offline";
    case "silence":
      return "unreachable";
    case "broken":
      return "down";
    case "health":
      return kindOfHealth(news.health);
  }
}

/** As people feel it; null when all is well. */
export function kindOfHealth({ status, components }: Said) {
  if (status === "down") return "down";
  if (isIll(components.mail?.status)) return "mail";
  return status === "degraded" ? "slow" : null;
}

function isIll(status: string | undefined): boolean {
  return status === "degraded" || status === "down";
}
