import { isPagePath } from "./routes.ts";
import { say } from "./status.ts";
import { createStore, useStore } from "./store.ts";

export interface Place {
  path: string;
  search: string;
}

const place = createStore<Place>(here());

function here(): Place {
  return { path: location.pathname, search: location.search };
}

interface Going {
  replace?: boolean;
  /** Kept with the history entry: survives a reload and shows in no address. */
  state?: object | null;
}

export function navigate(to: string, { replace = false, state = null }: Going = {}): void {
  if (replace) history.replaceState(state, "", to);
  else history.pushState(state, "", to);
  say("");
  place.set(here());
  scrollTo(0, 0);
}

export function usePlace(): Place {
  return useStore(place);
}

/**
 * Where `?next=` leads, when that is on this site; else the account. A URL and not a path: the path of `/.//evil.example`
 * would be another site's address.
 */
export function nextPlace(search: string): URL {
  const next = new URLSearchParams(search).get("next") ?? "";
  const url = URL.canParse(next, location.origin) ? new URL(next, location.origin) : null;
  const ours =
    next.startsWith("/") && url?.origin === location.origin && !url.pathname.startsWith("/sign-in");
  return ours ? url : new URL("/account", location.origin);
}

/** Pages are left to us, everything else (the API's documentation, say) to the browser. */
export function follow(url: URL): void {
  if (isPagePath(url.pathname)) navigate(url.pathname + url.search + url.hash, { replace: true });
  else location.replace(url);
}

export function startRouter(): void {
  addEventListener("popstate", () => {
    say("");
    place.set(here());
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || !isPlainClick(event) || link.target || link.origin !== location.origin) return;
    if (!isPagePath(link.pathname) || link.hash) return;
    event.preventDefault();
    navigate(link.pathname + link.search);
  });
}

function isPlainClick(event: MouseEvent): boolean {
  const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return event.button === 0 && !modified && !event.defaultPrevented;
}
