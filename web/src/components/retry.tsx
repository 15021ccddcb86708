import { useRef } from "preact/hooks";
import type { GenkanError } from "../../client/error.ts";
import { useAction } from "../action.ts";
import { useFocusRescue } from "../focus-rescue.ts";
import { words } from "../words/words.ts";
import { Failure } from "./failure.tsx";

export interface RetryProps {
  error: GenkanError;
  again(): Promise<void>;
  /** Where the focus goes when it went well. */
  rescue(): void;
}

/** What could not be had, why, and once more. */
export function Retry({ error, again, rescue }: RetryProps) {
  const element = useRef<HTMLDivElement>(null);
  const { busy, run } = useAction(again);
  useFocusRescue(element, rescue);
  return (
    <div ref={element} class="steps">
      <Failure error={error} />
      <p class="actions">
        <button type="button" class="button button-quiet" aria-busy={busy} onClick={run}>
          {words().shell.tryAgain}
        </button>
      </p>
    </div>
  );
}
