import { join } from "node:path";
import lighthouse, { desktopConfig, type Result } from "lighthouse";
import { eventually, freePort, start, stop } from "../../ops/prove/process.ts";
import { CHROMIUM, CHROMIUM_FLAGS } from "../chromium.ts";
import { CATEGORIES } from "./verdict.ts";

const START_MAX_MS = 30_000;
/** Chromium's trace sometimes begins too late to hold the navigation, and Lighthouse asks to be run again: it has no scores then. */
const TRIES = 3;

/** Lighthouse's own presets: a middling phone on slow 4G, both simulated, or a computer on a cable. */
export type Device = "mobile" | "desktop";

export interface Measurer {
  measure(url: string, device: Device): Promise<Result>;
  stop(): Promise<void>;
}

/** A Chromium with a profile of its own under `folder`. */
export async function startMeasurer(folder: string): Promise<Measurer> {
  const port = await freePort();
  const flags = [
    ...CHROMIUM_FLAGS,
    `--remote-debugging-port=${port}`,
    `--user-data-dir=${join(folder, "profile")}`,
  ];
  const chromium = start(CHROMIUM, [...flags, "about:blank"], join(folder, "chromium.log"));
  await eventually("Chromium starts", START_MAX_MS, async () => {
    if (chromium.exitCode !== null) throw new Error(`Chromium ended: see ${folder}/chromium.log`);
    const answer = await fetch(`http://127.0.0.1:${port}/json/version`).catch(() => undefined);
    return answer?.ok ? true : undefined;
  });

  return {
    async measure(url, device) {
      const config = device === "desktop" ? desktopConfig : undefined;
      const flags = { port, logLevel: "error" as const, onlyCategories: [...CATEGORIES] };
      for (let left = TRIES; ; left--) {
        const lhr = (await lighthouse(url, flags, config))?.lhr;
        if (lhr && !lhr.runtimeError) return lhr;
        if (left === 1) throw new Error(`${url}: ${lhr?.runtimeError?.message ?? "no result"}`);
      }
    },
    stop: () => stop(chromium),
  };
}
