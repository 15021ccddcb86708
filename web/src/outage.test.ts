import { expect, it } from "vitest";
import { nextPhase, type PhaseEvent } from "./outage.ts";

const after = (...events: PhaseEvent[]) => events.reduce(nextPhase, "well" as const);

it("a blip is told to nobody, nor its end", () => {
  expect(after("out")).toBe("brewing");
  expect(after("out", "well")).toBe("well");
});

it("an outage that lasts is told, and so is its end", () => {
  expect(after("out", "waited")).toBe("telling");
  expect(after("out", "waited", "well")).toBe("over");
  expect(after("out", "waited", "well", "dismissed")).toBe("well");
});

it("more bad news doesn't tell the same outage twice", () => {
  expect(after("out", "waited", "dismissed", "out")).toBe("told");
  expect(after("out", "waited", "dismissed", "waited")).toBe("told");
});

it("whoever went on is told at a quiet moment that it is over", () => {
  expect(after("out", "waited", "dismissed", "well")).toBe("mended");
  expect(after("out", "waited", "dismissed", "well", "waited")).toBe("over");
});

it("an outage that comes back before its end was told is the same one", () => {
  expect(after("out", "waited", "dismissed", "well", "out")).toBe("told");
});

it("the next outage is told anew", () => {
  expect(after("out", "waited", "well", "out", "waited")).toBe("telling");
});
