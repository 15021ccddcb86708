import { vi } from "vitest";

/** Stands in for the browser around a page: what the library asks of `document` and `navigator`, and their events. */
export function stubPage() {
  let queue: Promise<unknown> = Promise.resolve();
  const locks = {
    request(_name: string, run: () => Promise<void>) {
      queue = queue.then(run);
      return queue;
    },
  };
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const navigator = { onLine: true, locks };
  const page = new EventTarget();
  vi.stubGlobal("document", document);
  vi.stubGlobal("navigator", navigator);
  vi.stubGlobal("location", { origin: "https://auth.example" });
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));

  return {
    show(isVisible: boolean): void {
      document.visibilityState = isVisible ? "visible" : "hidden";
      document.dispatchEvent(new Event("visibilitychange"));
    },
    goOnline(isOnline: boolean): void {
      navigator.onLine = isOnline;
      page.dispatchEvent(new Event(isOnline ? "online" : "offline"));
    },
    /** Into the browser's cache, or out of it. */
    leave: () => page.dispatchEvent(new Event("pagehide")),
    comeBack: () => page.dispatchEvent(new Event("pageshow")),
  };
}
