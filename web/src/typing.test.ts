import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { watchTyping, whenQuiet } from "./typing.ts";

const page = new EventTarget();
const type = () => page.dispatchEvent(new Event("input"));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("whoever isn’t typing is told after the delay", () => {
  const told = vi.fn();
  whenQuiet(3_000, told);
  vi.advanceTimersByTime(2_999);
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(told).toHaveBeenCalledOnce();
});

it("whoever is typing is left alone until a pause", () => {
  const stop = watchTyping();
  const told = vi.fn();
  type();
  whenQuiet(0, told);
  for (let count = 0; count < 20; count += 1) {
    vi.advanceTimersByTime(600);
    type();
  }
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(told).toHaveBeenCalledOnce();
  stop();
});

it("what is no longer to be told isn’t", () => {
  const told = vi.fn();
  whenQuiet(3_000, told)();
  vi.advanceTimersByTime(60_000);
  expect(told).not.toHaveBeenCalled();
});
