/**
 * Takes the token out of the address at once: it must not stay in the history, nor be seen over a shoulder.
 * It lives in memory only, so a reload asks for the mail again.
 */
export function takeToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token !== null) history.replaceState(history.state, "", location.pathname + location.search);
  return token;
}
