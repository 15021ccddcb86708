import type { GenkanError } from "../../client/error.ts";
import { explanationOf, suspicionOf } from "../suspicion.ts";
import { roughly, textOf } from "../texts.ts";
import { words } from "../words/words.ts";
import { Notice } from "./notice.tsx";
import { Wait } from "./wait.tsx";

/** What went wrong, in words for people; for a limit or a service that is busy, when to come back. */
export function Failure({ error }: { error: GenkanError }) {
  const suspicion = suspicionOf(error.code);
  const isLimit = error.code === "rate_limited";
  const seconds = isLimit || error.code === "unavailable" ? error.retryAfterSeconds : undefined;
  return (
    <>
      <Notice tone="wrong">
        <p>
          {textOf(error)}
          {isLimit && seconds !== undefined && words().errors.pleaseWait(roughly(seconds))}
        </p>
        {suspicion && (
          // In a tab of its own: what was typed stays here.
          <a href={explanationOf(suspicion)} target="_blank" rel="noopener">
            {words().errors.explain}
          </a>
        )}
      </Notice>
      {seconds !== undefined && <Wait key={error.requestId} seconds={seconds} />}
    </>
  );
}
