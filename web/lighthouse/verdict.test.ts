import type { Result } from "lighthouse";
import { expect, test } from "vitest";
import { lostPoints, medianRun, scoreOf } from "./verdict.ts";

type Audit = Partial<Result["audits"][string]>;

/** A run in which the audits of one category, each with its weight, came out like this. */
function run(
  score: number,
  audits: Record<string, Audit & { weight: number }> = {},
): Pick<Result, "categories" | "audits"> {
  const auditRefs = Object.entries(audits).map(([id, { weight }]) => ({ id, weight }));
  const judged = Object.entries(audits).map(([id, audit]) => [
    id,
    { id, title: `About ${id}`, scoreDisplayMode: "numeric", ...audit },
  ]);
  return {
    categories: { seo: { id: "seo", title: "SEO", score, auditRefs } },
    audits: Object.fromEntries(judged),
  };
}

test("a score reads as in the reports", () => {
  expect(scoreOf(run(0.29), "seo")).toBe(29);
});

test("a category that wasn't measured has no points", () => {
  expect(scoreOf(run(1), "performance")).toBe(0);
});

test("the run in the middle counts, in whatever order they came", () => {
  const runs = [run(1), run(0.5), run(0.98)];
  expect(medianRun(runs, "seo")).toBe(runs[2]);
});

test("names what cost points, the dearest first, out of what applies to the page", () => {
  const judged = run(0.7, {
    fine: { weight: 2, score: 1 },
    cheap: { weight: 1, score: 0.5, displayValue: "1.8 s" },
    dear: { weight: 1, score: 0 },
    elsewhere: { weight: 96, score: null, scoreDisplayMode: "notApplicable" },
    untaxed: { weight: 0, score: 0 },
  });
  expect(lostPoints(judged, "seo")).toEqual([
    { audit: "dear", title: "About dear", points: 25, found: "" },
    { audit: "cheap", title: "About cheap", points: 12.5, found: "1.8 s" },
  ]);
});

test("an audit that broke costs its points and says why", () => {
  const judged = run(0, {
    broken: { weight: 1, score: null, scoreDisplayMode: "error", errorMessage: "No trace" },
  });
  expect(lostPoints(judged, "seo")).toEqual([
    { audit: "broken", title: "About broken", points: 100, found: "No trace" },
  ]);
});
