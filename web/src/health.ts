import type { Health } from "../client/frame.ts";
import { askStatus, type StatusAnswer } from "./service-status.ts";
import { downSince } from "./status-history.ts";
import { createStore, useStore } from "./store.ts";
import { isOutage, type News, type Said, type Trouble, troubleAfter } from "./trouble.ts";

/** While nothing tells of itself, it is asked again so often: as often as the service looks at what it stands on. */
const ASK_AGAIN_MS = 4_000;

/** After a lost socket. A new release ends them all at once: not everybody asks at once what that was. */
const SPREAD_MS = 2_000;

const health = createStore<Said | null>(null);
const trouble = createStore<Trouble | null>(null);

let asking: Promise<void> | null = null;
let again: ReturnType<typeof setTimeout> | undefined;

export function useTrouble(): Trouble | null {
  return useStore(trouble);
}

/** What the service last said of itself; null before. */
export function useHealth(): Said | null {
  return useStore(health);
}

function hear(news: News): void {
  const before = trouble.get();
  const now = troubleAfter(before, news, Date.now());
  if (now?.kind !== before?.kind) trouble.set(now);
}

/** By the socket, which tells of each change from now on. */
export function noteHealth(said: Health): void {
  clearTimeout(again);
  note(said, Date.parse(said.changedAt));
}

function note(said: Said, since: number | null): void {
  // Nobody knows yet, but somebody answers.
  const isKnown = Object.keys(said.components).length > 0;
  if (isKnown) health.set(said);
  hear({ type: "health", health: isKnown ? said : { ...said, status: "ok" }, since });
}

/** The socket is gone, and with it the news. */
export function noteLost(): void {
  clearTimeout(again);
  again = setTimeout(askNow, Math.random() * SPREAD_MS);
}

/** A call had no answer, or not one of the service's own. One may have bad luck, so the service is asked how it is. */
export function askNow(): Promise<void> {
  clearTimeout(again);
  asking ??= askStatus()
    .then(heed)
    .finally(() => {
      asking = null;
    });
  return asking;
}

/** What somebody has asked for. */
export function heed(answer: StatusAnswer): void {
  if (!navigator.onLine) hear({ type: "offline" });
  else if (typeof answer === "string") hear({ type: answer });
  else note(answer, downSince(answer, Date.now()));
  clearTimeout(again);
  if (isOutage(trouble.get())) again = setTimeout(askIfSeen, ASK_AGAIN_MS * (1 + Math.random()));
}

function askIfSeen(): void {
  if (isOutage(trouble.get()) && document.visibilityState === "visible") void askNow();
}

/** Whether what is sent now has a chance. */
export function isOpen(): boolean {
  const now = trouble.get();
  return now?.kind !== "offline" && !isOutage(now);
}

/** Calls back each time that it has again. Returns the way out. */
export function whenOpen(onOpen: () => void): () => void {
  let wasOpen = isOpen();
  return trouble.watch(() => {
    const hasOpened = !wasOpen && isOpen();
    wasOpen = isOpen();
    if (hasOpened) onOpen();
  });
}

export function startHealth(): void {
  const goOffline = () => hear({ type: "offline" });
  addEventListener("offline", goOffline);
  // A network is not yet a way to the service.
  addEventListener("online", () => void askNow());
  document.addEventListener("visibilitychange", askIfSeen);
  if (!navigator.onLine) goOffline();
}
