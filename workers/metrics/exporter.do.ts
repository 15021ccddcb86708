import { DurableObject } from "cloudflare:workers";
import { createExporterParts } from "../services.ts";
import { createLog } from "../shared/log.ts";
import { createExporterStore } from "./exporter.store.ts";
import { exposition } from "./exposition.ts";
import { CATCH_UP_MS, COLLECT_MS, createLedger, type Ledger } from "./ledger.ts";
import type { Tally } from "./tally.ts";

/** The one object that holds what was ever counted. No request waits for it but those for `/metrics`. */
export class MetricsExporter extends DurableObject<Env> {
  readonly #ledger: Ledger;

  constructor(context: DurableObjectState, env: Env) {
    super(context, env);
    const log = createLog({ object: "metrics exporter" });
    this.#ledger = createLedger({
      store: createExporterStore(context.storage),
      ...createExporterParts(env),
      now: () => Date.now(),
      log,
    });
  }

  /** Of the local sink. The answer leaves when the counts are on disk. */
  record(tallies: readonly Tally[]): void {
    this.#ledger.record(tallies);
  }

  /** Prometheus text. */
  async text(): Promise<string> {
    return exposition(await this.#ledger.snapshot());
  }

  /** Called now and then from outside, so that a lost alarm is no end. */
  async wake(): Promise<void> {
    if (!this.#ledger.isReading) return;
    const at = await this.ctx.storage.getAlarm();
    if (at === null || at < Date.now() - COLLECT_MS)
      await this.ctx.storage.setAlarm(Date.now() + CATCH_UP_MS);
  }

  /** Sets the next alarm first: whatever happens here, there is one. */
  override async alarm(): Promise<void> {
    if (!this.#ledger.isReading) return;
    await this.ctx.storage.setAlarm(Date.now() + COLLECT_MS);
    const delay = await this.#ledger.tick();
    if (delay < COLLECT_MS) await this.ctx.storage.setAlarm(Date.now() + delay);
  }
}
