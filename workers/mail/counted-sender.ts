import type { CounterLabels } from "../metrics/catalog.ts";
import type { Events } from "../metrics/events.ts";
import type { SendResult } from "./mailer.ts";

interface Sender<Provider, Message> {
  readonly provider: Provider;
  send(message: Message): Promise<SendResult>;
}

/** A provider whose calls are timed and whose failures are counted: of those, what it won't take for good is none. */
export function countedSender<Provider, Message>(
  { provider, send }: Sender<Provider, Message>,
  metrics: Pick<Events, "dependencyDuration" | "dependencyError">,
): Sender<Provider, Message> {
  return {
    provider,

    async send(message) {
      const start = performance.now();
      const result = await send(message);
      metrics.dependencyDuration({ dependency: "mail", operation: "send" }, performance.now() - start);
      if (result.outcome === "retry") {
        metrics.dependencyError({ dependency: "mail", kind: kindOf(result.reason) });
      }
      return result;
    },
  };
}

/** Providers that answer say in words of their own why not. */
function kindOf(reason: string): CounterLabels<"dependency_errors">["kind"] {
  if (reason === "timeout") return "timeout";
  return reason === "no answer" ? "away" : "refused";
}
