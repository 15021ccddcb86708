import { METRICS_TOKEN, samplesOf } from "./scrape.ts";
import { createVisitor } from "./visitor.ts";

/** Timed, or different from one database to the other: what a test of features can't foretell. */
const UNTOLD = /^genkan_(http_|dependency_duration|exporter_)/;
const COUNTER = /^genkan_(\w+)_total(?:\{(.*)\})?$/;

/** Every counter of what features do, by its name and the values of its labels: `sessions_created password`. */
async function counters(): Promise<Map<string, number>> {
  const { body } = await createVisitor().get("/metrics", { authorization: `Bearer ${METRICS_TOKEN}` });
  return new Map(
    [...samplesOf(body)].flatMap(([series, count]) => {
      const [, name, labels = ""] = (!UNTOLD.test(series) && COUNTER.exec(series)) || [];
      const values = [...labels.matchAll(/="([^"]*)"/g)].map(([, value]) => value);
      return name === undefined ? [] : [[[name, ...values].join(" "), count] as const];
    }),
  );
}

/**
 * What `/metrics` has more of than when this was called. Requests are counted behind their answers: whoever asks has to have
 * sent them by withSettings, or to look again until it is there.
 */
export async function startCounting(): Promise<() => Promise<Record<string, number>>> {
  const before = await counters();
  return async () => {
    const after = await counters();
    const grown = [...after].map(([series, count]) => [series, count - (before.get(series) ?? 0)] as const);
    return Object.fromEntries(grown.filter(([, count]) => count !== 0));
  };
}
