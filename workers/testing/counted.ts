import { env } from "cloudflare:workers";

/** Timed, or different from one database to the other: what a test of features can't foretell. */
const UNTOLD = /^(http_|dependency_duration|exporter_)/;

/** Every counter of what features do, by its name and the values of its labels: `sessions_created password`. */
async function counters(): Promise<Map<string, number>> {
  const text = await env.EXPORTER.getByName("exporter").text();
  const lines = text.matchAll(/^genkan_(\w+)_total(?:\{(.*)\})? (\S+)$/gm);
  return new Map(
    [...lines].flatMap(([, name = "", labels = "", count]) => {
      const values = [...labels.matchAll(/="([^"]*)"/g)].map(([, value]) => value);
      return UNTOLD.test(name) ? [] : [[[name, ...values].join(" "), Number(count)] as const];
    }),
  );
}

/**
 * What was counted since this was called. Requests are counted behind their answers: whoever asks has to have sent them by
 * withSettings, or to look again until it is there.
 */
export async function startCounting(): Promise<() => Promise<Record<string, number>>> {
  const before = await counters();
  return async () => {
    const after = await counters();
    const grown = [...after].map(([series, count]) => [series, count - (before.get(series) ?? 0)] as const);
    return Object.fromEntries(grown.filter(([, count]) => count !== 0));
  };
}
