import { isPagePath } from "./routes.ts";
import { createStore, useStore } from "./store.ts";

export interface Place {
  path: string;
  search: string;
}

/** A page whose script takes longer than this shows that it is coming. */
const PAGE_WAIT_MS = 300;

const place = createStore<Place>(here());
let fetchPage: (path: string) => Promise<unknown> = async () => undefined;

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
  void show(() => scrollTo(0, 0));
}

export function usePlace(): Place {
  return useStore(place);
}

async function show(settle?: () => void): Promise<void> {
  const next = here();
  if (next.path === place.get().path) return change();
  await Promise.race([fetchPage(next.path), pause(PAGE_WAIT_MS)]);
  // Somebody went on meanwhile.
  if (next.path !== location.pathname) return;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (isStill || !document.startViewTransition) return change();
  const { ready } = document.startViewTransition(() => {
    change();
    // Preact draws after the current task.
    return pause(0);
  });
  // Not drawn, because the next one has begun or nobody looks: the page has changed all the same.
  ready.catch(() => undefined);

  function change(): void {
    place.set(next);
    settle?.();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
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

/** `load` fetches what a page needs; a failure is the page's own to show. */
export function startRouter(load: typeof fetchPage): void {
  fetchPage = (path) => load(path).catch(() => undefined);
  addEventListener("popstate", () => void show());
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
