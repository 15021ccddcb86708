import type { Defer } from "../shared/defer.ts";
import type { Outbox, OutboxMessage } from "./outbox.ts";

/** What a request does with mail: it composes it for its batch, and has it sent once the answer is on its way. */
export function createPost(outbox: Outbox, defer: Defer) {
  return {
    compose: outbox.compose,

    /** For rows that the batch may have left out too: sending one that isn't there does nothing. */
    soon(...mails: OutboxMessage[]): void {
      for (const { row } of mails) defer(() => outbox.deliver(row.id));
    },
  };
}

export type Post = ReturnType<typeof createPost>;
