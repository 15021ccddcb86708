import { describe, expect, it } from "vitest";
import type { Services } from "../services.ts";
import { createLog } from "../shared/log.ts";
import { finish } from "./finish.ts";

function servicesOf(onCall: (name: string) => void, flush: () => void = () => undefined) {
  return {
    flushMetrics: async () => {
      onCall("flush");
      flush();
    },
    db: { close: async () => onCall("close") },
    log: createLog({}, () => undefined),
    health: { suspectCause: async () => undefined },
  } as unknown as Services;
}

describe("the end of a request", () => {
  it("hands on what happened, without waiting for deferred work that takes long", async () => {
    const calls: string[] = [];
    let release = () => {};
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const services = servicesOf((name) => {
      calls.push(name);
      if (calls.length === 1) release();
    });
    await finish([() => slow.then(() => calls.push("work"))], services);
    expect(calls).toEqual(["flush", "work", "close", "flush"]);
  });

  it("hands it on once where the work is quick, failed or deferred anew, after the database was closed", async () => {
    const calls: string[] = [];
    const deferred: (() => Promise<unknown>)[] = [
      async () => {
        deferred.push(async () => calls.push("second"));
        throw new Error("as told by the test");
      },
    ];
    const services = servicesOf((name) => calls.push(name));
    await finish(deferred, services);
    expect(calls).toEqual(["second", "close", "flush"]);
  });

  it("closes the database where metrics break a limit", async () => {
    const calls: string[] = [];
    const services = servicesOf(
      (name) => calls.push(name),
      () => {
        throw new Error("too_long");
      },
    );
    await expect(finish([], services)).rejects.toThrow("too_long");
    expect(calls).toEqual(["close", "flush"]);
  });
});
