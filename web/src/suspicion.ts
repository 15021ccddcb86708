/** What makes us careful: reasons for which a session ended, and codes of the API. */
const SUSPICIONS = ["reuse", "disowned", "account_disabled", "csrf_rejected"] as const;

export type Suspicion = (typeof SUSPICIONS)[number];

export function suspicionOf(reasonOrCode: unknown): Suspicion | null {
  return SUSPICIONS.find((known) => known === reasonOrCode) ?? null;
}

/** The page that explains it; an app may send people there too. */
export function explanationOf(suspicion: Suspicion): string {
  return `/hmm?about=${suspicion}`;
}

/** What the page at this address is to explain. */
export function suspicionIn(search: string): Suspicion | null {
  return suspicionOf(new URLSearchParams(search).get("about"));
}
