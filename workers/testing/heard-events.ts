import { createEvents, type Events, type Point } from "../metrics/events.ts";

/** Events, and what was told to them. */
export function hearEvents(): { metrics: Events; points: Point[] } {
  const points: Point[] = [];
  return { metrics: createEvents((point) => points.push(point)), points };
}

/** The labels of what was counted under one name, in order, each as often as it was. */
export function heard(points: readonly Point[], name: Point["name"]): unknown[] {
  return points.flatMap((point) => {
    if (point.name !== name) return [];
    return Array<unknown>("count" in point ? point.count : 1).fill(point.labels);
  });
}
