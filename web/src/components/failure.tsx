import type { GenkanError } from "../../client/error.ts";
import { roughly, textOf } from "../texts.ts";
import { words } from "../words/words.ts";
import { Notice } from "./notice.tsx";
import { Wait } from "./wait.tsx";

/** What went wrong, in words for people; for a limit, when to come back. */
export function Failure({ error }: { error: GenkanError }) {
  const seconds = error.code === "rate_limited" ? error.retryAfterSeconds : undefined;
  return (
    <>
      <Notice tone="wrong">
        <p>
          {textOf(error)}
          {seconds !== undefined && words().errors.pleaseWait(roughly(seconds))}
        </p>
      </Notice>
      {seconds !== undefined && <Wait key={error.requestId} seconds={seconds} />}
    </>
  );
}
