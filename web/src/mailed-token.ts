let held: string | null = null;

/**
 * Takes the token out of the address at once, before anything is drawn: it must not stay in the history, nor be seen over
 * a shoulder. It lives in memory only, so a reload asks for the mail again.
 */
export function holdToken(): void {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token === null) return;
  held = token;
  history.replaceState(history.state, "", location.pathname + location.search);
}

/** The token that this page was opened with; once. */
export function takeToken(): string | null {
  holdToken();
  const token = held;
  held = null;
  return token;
}
