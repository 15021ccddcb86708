/** What makes us careful: reasons for which a session ended, and codes of the API. */
const SUSPICIONS = ["reuse", "disowned", "account_disabled", "csrf_rejected"] as const;

export type Suspicion = (typeof SUSPICIONS)[number];

export function suspicionOf(reasonOrCode: unknown): Suspicion | null {
  return SUSPICIONS.find((known) => known === reasonOrCode) ?? null;
}

/** What the history entry was given to explain, so that a reload explains it again. */
export function suspicionHere(): Suspicion | null {
  return suspicionOf(history.state?.suspicion);
}
