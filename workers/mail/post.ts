import type { Defer } from "../shared/defer.ts";
import type { Outbox, OutboxValues } from "./outbox.ts";

/** What a request does with mail: it composes it for its batch, and has it sent once the answer is on its way. */
export function createPost(outbox: Outbox, defer: Defer) {
  return {
    compose: outbox.compose,

    /** For rows that the batch may have left out too: sending one that isn't there does nothing. */
    soon(...mails: OutboxValues[]): void {
      for (const { id } of mails) defer(() => outbox.deliver(id));
    },
  };
}

export type Post = ReturnType<typeof createPost>;
