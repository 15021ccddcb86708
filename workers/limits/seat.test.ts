import { describe, expect, it } from "vitest";
import { type Seat, takeSeats, type Verdict } from "./seat.ts";

type Reason = "a" | "b";

/** A seat that answers from a script and writes down what it was asked. */
function seat(name: Reason, script: (Verdict<Reason> | Error)[], log: string[]): Seat<Reason> {
  return {
    async begin(patienceMs) {
      log.push(`${name} ${patienceMs > 0 ? "waits" : "begins"}`);
      const next = script.shift();
      if (next instanceof Error || next === undefined) throw next ?? new Error("asked too often");
      return next;
    },
    async abandon() {
      log.push(`${name} abandons`);
    },
  };
}

async function run(a: (Verdict<Reason> | Error)[], b: (Verdict<Reason> | Error)[]) {
  const log: string[] = [];
  const verdict = await takeSeats([seat("a", a, log), seat("b", b, log)]).catch((error: unknown) => error);
  return { verdict, log };
}

const admitted = { result: "admitted" } as const;
const busy = { result: "busy" } as const;
const refused = (reason: Reason, until: number) => ({ result: "refused", reason, until }) as const;

describe("taking seats", () => {
  it("takes one wave when all are free", async () => {
    expect(await run([admitted], [admitted])).toEqual({ verdict: admitted, log: ["a begins", "b begins"] });
  });

  it("gives back what it has when one is refused", async () => {
    expect(await run([admitted], [refused("b", 1)])).toEqual({
      verdict: refused("b", 1),
      log: ["a begins", "b begins", "a abandons"],
    });
    expect(await run([refused("a", 1)], [busy])).toEqual({
      verdict: refused("a", 1),
      log: ["a begins", "b begins"],
    });
  });

  it("tells the refusal that lasts longest", async () => {
    expect((await run([refused("a", 1)], [refused("b", 2)])).verdict).toEqual(refused("b", 2));
    expect((await run([refused("a", 2)], [refused("b", 1)])).verdict).toEqual(refused("a", 2));
  });

  it("waits for a later one holding an earlier one, never the other way round", async () => {
    expect(await run([admitted], [busy, admitted])).toEqual({
      verdict: admitted,
      log: ["a begins", "b begins", "b waits"],
    });
    expect(await run([busy, admitted], [admitted, admitted])).toEqual({
      verdict: admitted,
      log: ["a begins", "b begins", "b abandons", "a waits", "b waits"],
    });
    expect(await run([busy, admitted], [busy, admitted])).toEqual({
      verdict: admitted,
      log: ["a begins", "b begins", "a waits", "b waits"],
    });
  });

  it("gives back what it holds when waiting was in vain", async () => {
    expect(await run([busy, refused("a", 1)], [busy])).toEqual({
      verdict: refused("a", 1),
      log: ["a begins", "b begins", "a waits"],
    });
    expect(await run([busy, admitted], [busy, busy])).toEqual({
      verdict: busy,
      log: ["a begins", "b begins", "a waits", "b waits", "a abandons"],
    });
  });

  it("gives back all when an object can't be reached", async () => {
    const away = new Error("away");
    expect(await run([away], [admitted])).toEqual({
      verdict: away,
      log: ["a begins", "b begins", "a abandons", "b abandons"],
    });
  });
});
