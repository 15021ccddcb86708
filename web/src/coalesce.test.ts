import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { coalesce } from "./coalesce.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("runs at once, and once more for all who ask meanwhile and in the pause after it", async () => {
  const run = vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, 100)));
  const ask = coalesce(run, 500);
  void ask();
  expect(run).toHaveBeenCalledTimes(1);
  void ask();
  await vi.advanceTimersByTimeAsync(300);
  void ask();
  await vi.advanceTimersByTimeAsync(299);
  expect(run).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(run).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(run).toHaveBeenCalledTimes(2);
});

it("runs at once again after the pause", async () => {
  const run = vi.fn(async () => {});
  const ask = coalesce(run, 500);
  await ask();
  await vi.advanceTimersByTimeAsync(500);
  void ask();
  expect(run).toHaveBeenCalledTimes(2);
});

it("answers with the run that began after the asking, and survives one that failed", async () => {
  const run = vi.fn(async () => {});
  const ask = coalesce(run, 500);
  run.mockRejectedValueOnce(new Error("no"));
  const [first, second] = [ask(), ask()];
  await expect(first).rejects.toThrow("no");
  await vi.advanceTimersByTimeAsync(500);
  await second;
  expect(run).toHaveBeenCalledTimes(2);
});
