import { createStore, useStore } from "./store.ts";

export type ToastTone = "good" | "calm" | "wrong";

export interface Toast {
  id: number;
  text: string;
  tone: ToastTone;
}

/** More than these would cover a phone. */
const MOST = 3;

/** To be read twice at leisure. What went wrong stays until it is dismissed. */
export const TOAST_MS = 9_000;

const toasts = createStore<readonly Toast[]>([]);
let count = 0;

export function useToasts(): readonly Toast[] {
  return useStore(toasts);
}

/** Says what has just happened, over any page: read out, and outliving a change of pages. */
export function toast(text: string, tone: ToastTone = "calm"): void {
  count += 1;
  const others = toasts.get().filter((other) => other.text !== text);
  toasts.set([...others, { id: count, text, tone }].slice(-MOST));
}

export function dismissToast(id: number): void {
  toasts.set(toasts.get().filter((shown) => shown.id !== id));
}
