import { DurableObject } from "cloudflare:workers";
import { createExporterStore, type ExporterStore } from "./exporter.store.ts";
import { incrementsOf } from "./increment.ts";
import type { Tally } from "./tally.ts";

/** The one object that holds what was ever counted. No request waits for it but those for `/metrics`. */
export class MetricsExporter extends DurableObject<Env> {
  readonly #store: ExporterStore;

  constructor(context: DurableObjectState, env: Env) {
    super(context, env);
    this.#store = createExporterStore(context.storage);
  }

  /** Of the local sink. The answer leaves when the counts are on disk. */
  record(tallies: readonly Tally[]): void {
    const now = Date.now();
    this.#store.atomically(() => {
      for (const increment of tallies.flatMap(incrementsOf)) this.#store.add(increment, now);
    });
  }
}
