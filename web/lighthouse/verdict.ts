import type { Result } from "lighthouse";

export const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;

export type Category = (typeof CATEGORIES)[number];

export interface Lost {
  audit: string;
  title: string;
  /** Of the hundred that the category has. */
  points: number;
  /** What Lighthouse measured, in its words; empty where it only says yes or no. */
  found: string;
}

type Judged = Pick<Result, "categories" | "audits">;

/** From 0 to 100, as the reports show it. */
export function scoreOf({ categories }: Judged, category: Category): number {
  return Math.round((categories[category]?.score ?? 0) * 100);
}

/** The run in the middle: a busy moment of the computer spoils one, not the verdict. */
export function medianRun<Run extends Judged>(runs: Run[], category: Category): Run {
  const sorted = runs.toSorted((one, other) => scoreOf(one, category) - scoreOf(other, category));
  const middle = sorted[Math.floor(runs.length / 2)];
  if (!middle) throw new Error("nothing was measured");
  return middle;
}

/** What keeps a category from its hundred, the dearest first. */
export function lostPoints({ categories, audits }: Judged, category: Category): Lost[] {
  const refs = categories[category]?.auditRefs ?? [];
  const total = refs.reduce((sum, { id, weight }) => sum + (counts(audits[id]) ? weight : 0), 0);
  return refs
    .flatMap(({ id, weight }) => {
      const audit = audits[id];
      if (!audit || !counts(audit) || weight === 0 || audit.score === 1) return [];
      const points = (weight * (1 - (audit.score ?? 0)) * 100) / total;
      return [
        { audit: id, title: audit.title, points, found: audit.displayValue ?? audit.errorMessage ?? "" },
      ];
    })
    .sort((one, other) => other.points - one.points);
}

/** Lighthouse leaves out of the score what doesn't apply to a page, and what only a person can judge. */
function counts(audit: Judged["audits"][string] | undefined): boolean {
  return !["notApplicable", "manual", "informative"].includes(audit?.scoreDisplayMode ?? "notApplicable");
}
