import type { Log } from "../shared/log.ts";
import { describeError } from "../shared/log.ts";
import { VERSION } from "../shared/version.ts";
import type { EXPORTER_COUNTERS } from "./catalog.ts";
import { type GaugeReader, type GaugeSample, readGauges } from "./gauge.ts";
import { type Increment, incrementsOf } from "./increment.ts";
import { createSeriesRegister, knownLabelSets, seriesKey } from "./series.ts";
import type { Tally } from "./tally.ts";
import { account, isBehind, nextWindow, REREAD_MS, type Reading, type Window } from "./windows.ts";

/** What was ever counted of a part of a series. It only grows. */
export interface Total extends Increment {
  /** When it was first seen, in milliseconds since 1970. */
  bornAt: number;
}

export interface LedgerState {
  /** Everything before it is counted; null until something was read. */
  watermark: number | null;
  lastSuccess: number | null;
  /** How many events stood behind a stored one, in the last answer. */
  sampleInterval: number;
  gauges: GaugeSample[];
  gaugesAt: number;
  /** Where there ever was a socket. */
  regions: string[];
}

export const NOTHING_YET: LedgerState = {
  watermark: null,
  lastSuccess: null,
  sampleInterval: 1,
  gauges: [],
  gaugesAt: 0,
  regions: [],
};

/** What outlives the exporter's memory. Synchronous: what is called in one go is one moment. */
export interface LedgerStore {
  /** All of it or nothing. */
  atomically<T>(work: () => T): T;
  totals(): Total[];
  /** Born now, where it is new. */
  add(increment: Increment, now: number): void;
  /** What was seen of minutes from this one on. */
  seen(from: number): Reading[];
  /** Adds to what was seen of its minute. */
  see(reading: Reading): void;
  forgetSeen(before: number): void;
  state(): LedgerState;
  saveState(state: LedgerState): void;
}

/** What Analytics Engine says of whole minutes. Rejects when it says nothing that can be used. */
export type Readout = (window: Window) => Promise<{ readings: Reading[]; sampleInterval: number }>;

export interface LedgerDeps {
  store: LedgerStore;
  /** Null with the local sink: then counts are brought, and gauges are read when somebody asks. */
  readout: Readout | null;
  readers: Readonly<Record<string, GaugeReader>>;
  now: () => number;
  log: Log;
  seriesMax?: number;
}

/** Everything that `/metrics` shows. */
export interface Snapshot {
  totals: Total[];
  gauges: GaugeSample[];
}

export const COLLECT_MS = 60_000;
/** With more to read, the next reading comes sooner: a day off is caught up within minutes. */
export const CATCH_UP_MS = 5_000;
/** Gauges of the local sink are this old at most: two Prometheus servers cost what one does. */
const GAUGES_AGE_MS = 5_000;
/** `rate()` sees no first count of a series that is born with it: so long a new one is shown at 0. */
const BIRTH_MS = 60_000;

export type Ledger = ReturnType<typeof createLedger>;

/** Adds up what happened, exactly once, and keeps the sums for ever. */
export function createLedger(deps: LedgerDeps) {
  const { store, readout, readers, now, log, seriesMax } = deps;
  let register = loadRegister();
  let gathering: Promise<void> | null = null;

  function loadRegister() {
    const known = store.totals().map(({ family, labels }) => seriesKey(family, labels));
    return createSeriesRegister(known, seriesMax);
  }

  /** Within `atomically`; what the register learned in one that failed is forgotten with it. */
  function commit(work: () => void): void {
    try {
      store.atomically(work);
    } catch (error) {
      register = loadRegister();
      throw error;
    }
  }

  function add(increment: Increment): void {
    const labels = register.place(increment.family, increment.labels);
    store.add({ ...increment, labels }, now());
  }

  function addOwn(family: keyof typeof EXPORTER_COUNTERS, amount: number): void {
    if (amount > 0) store.add({ family, labels: [], part: "", amount }, now());
  }

  /** Null when nothing was due, or nothing could be read. */
  async function collect(read: Readout): Promise<Window | null> {
    const window = nextWindow(store.state().watermark, now());
    if (window === null) return null;
    const answer = await read(window).catch((error: unknown) => {
      log.warn("Analytics Engine can't be read", describeError(error));
      return null;
    });
    if (answer === null) {
      commit(() => addOwn("exporter_query_errors", 1));
      return null;
    }
    commit(() => {
      const { watermark, ...state } = store.state();
      const added = account(answer.readings, store.seen(window.from));
      for (const reading of added) {
        add(reading);
        store.see(reading);
      }
      const late = added.filter(({ minute, part }) => minute < (watermark ?? 0) && part !== "sum");
      addOwn(
        "exporter_late_events",
        late.reduce((sum, { amount }) => sum + amount, 0),
      );
      store.forgetSeen(window.to - REREAD_MS);
      const { sampleInterval } = answer;
      store.saveState({ ...state, watermark: window.to, lastSuccess: now(), sampleInterval });
    });
    return window;
  }

  async function gather(): Promise<void> {
    const { samples, failed } = await readGauges(readers, log);
    commit(() => {
      addOwn("exporter_read_errors", failed.length);
      const state = store.state();
      const counted = samples.flatMap(({ name, labels }) => (name === "ws_connections" ? labels : []));
      const empty = failed.includes("ws_connections")
        ? []
        : state.regions.filter((each) => !counted.includes(each));
      store.saveState({
        ...state,
        // A region whose last hub has closed has no sockets: it doesn't vanish.
        gauges: [...samples, ...empty.map((each) => gauge("ws_connections", 0, [each]))],
        gaugesAt: now(),
        regions: [...new Set([...state.regions, ...counted])],
      });
    });
  }

  /** Whoever asks while gauges are read waits for the same. */
  function gatherOnce(): Promise<void> {
    gathering ??= gather().finally(() => {
      gathering = null;
    });
    return gathering;
  }

  function ownGauges(state: LedgerState): GaugeSample[] {
    const seconds = (at: number) => Math.floor(at / 1_000);
    const watermark = readout === null ? now() : state.watermark;
    const lastSuccess = readout === null ? now() : state.lastSuccess;
    return [
      ...(watermark === null ? [] : [gauge("exporter_watermark_timestamp_seconds", seconds(watermark))]),
      ...(lastSuccess === null
        ? []
        : [gauge("exporter_last_success_timestamp_seconds", seconds(lastSuccess))]),
      gauge("exporter_series", register.count()),
      gauge("build_info", 1, [VERSION]),
      gauge("exporter_sample_interval_avg", state.sampleInterval),
    ];
  }

  /** Those of new series at 0, unless they were announced at 0 all along. A histogram is as old as its oldest part. */
  function withNewborns(totals: Total[]): Total[] {
    const births = new Map<string, number>();
    for (const { family, labels, bornAt } of totals) {
      const key = seriesKey(family, labels);
      births.set(key, Math.min(bornAt, births.get(key) ?? bornAt));
    }
    return totals.map((total) => {
      const bornAt = births.get(seriesKey(total.family, total.labels)) ?? 0;
      const isNewborn = now() - bornAt < BIRTH_MS && knownLabelSets(total.family) === null;
      return isNewborn ? { ...total, amount: 0 } : total;
    });
  }

  return {
    /** Whether it has to be called now and then. */
    isReading: readout !== null,

    /** Of the local sink: when it returns, they are kept. */
    record(tallies: readonly Tally[]): void {
      commit(() => {
        for (const tally of tallies) incrementsOf(tally).forEach(add);
      });
    },

    /** Reads what Analytics Engine has taken in since, and the gauges. The answer is when to be called again, in milliseconds from now. */
    async tick(): Promise<number> {
      if (readout === null) return COLLECT_MS;
      const window = await collect(readout);
      await gatherOnce();
      return window !== null && isBehind(window, now()) ? CATCH_UP_MS : COLLECT_MS;
    },

    async snapshot(): Promise<Snapshot> {
      if (readout === null && now() - store.state().gaugesAt >= GAUGES_AGE_MS) await gatherOnce();
      const state = store.state();
      const totals = store.totals();
      return {
        totals: readout === null ? totals : withNewborns(totals),
        gauges: [...state.gauges, ...ownGauges(state)],
      };
    },
  };
}

function gauge(name: GaugeSample["name"], value: number, labels: string[] = []): GaugeSample {
  return { name, labels, value };
}
