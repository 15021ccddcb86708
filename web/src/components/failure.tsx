import type { GenkanError } from "../../client/error.ts";
import { roughly, textOf } from "../texts.ts";
import { words } from "../words/words.ts";
import { Notice } from "./notice.tsx";
import { Wait } from "./wait.tsx";

/** What went wrong, in words for people; for a limit or a service that is busy, when to come back. */
export function Failure({ error }: { error: GenkanError }) {
  const isLimit = error.code === "rate_limited";
  const seconds = isLimit || error.code === "unavailable" ? error.retryAfterSeconds : undefined;
  return (
    <>
      <Notice tone="wrong">
        <p>
          {textOf(error)}
          {isLimit && seconds !== undefined && words().errors.pleaseWait(roughly(seconds))}
        </p>
      </Notice>
      {seconds !== undefined && <Wait key={error.requestId} seconds={seconds} />}
    </>
  );
}
