import { type LedgerState, type LedgerStore, NOTHING_YET, type Total } from "../metrics/ledger.ts";
import type { Reading } from "../metrics/windows.ts";

/** The ledger's store without SQLite, for its rules. `failNext` breaks the next transaction off at its end. */
export function memoryLedgerStore() {
  let kept = { totals: new Map<string, Total>(), seen: new Map<string, Reading>(), state: NOTHING_YET };
  let isFailing = false;

  function put<T extends { amount: number }>(map: Map<string, T>, key: unknown[], value: T): void {
    const text = JSON.stringify(key);
    const before = map.get(text);
    map.set(text, before ? { ...before, amount: before.amount + value.amount } : value);
  }

  const store: LedgerStore = {
    atomically(work) {
      const before = kept;
      kept = { ...kept, totals: new Map(kept.totals), seen: new Map(kept.seen) };
      try {
        const result = work();
        if (isFailing) throw new Error("the disk is full, as told by the test");
        return result;
      } catch (error) {
        kept = before;
        throw error;
      } finally {
        isFailing = false;
      }
    },
    totals: () => [...kept.totals.values()],
    add: (each, now) => put(kept.totals, [each.family, each.labels, each.part], { ...each, bornAt: now }),
    seen: (from) => [...kept.seen.values()].filter(({ minute }) => minute >= from),
    see: (each) => put(kept.seen, [each.minute, each.family, each.labels, each.part], each),
    forgetSeen(before) {
      kept.seen = new Map([...kept.seen].filter(([, { minute }]) => minute >= before));
    },
    state: () => kept.state,
    saveState(state: LedgerState) {
      kept.state = state;
    },
  };
  function failNext(): void {
    isFailing = true;
  }

  return { store, failNext, seenCount: () => kept.seen.size };
}
