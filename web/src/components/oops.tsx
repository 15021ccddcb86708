import type { Fault } from "../fault.ts";
import { dateAndTime } from "../format.ts";
import { roomWords } from "../words/words.ts";
import { BrokenSandal } from "./drawing.tsx";
import { Page } from "./page.tsx";

export interface OopsProps {
  fault: Fault;
  again(): void;
}

/** A fault of ours, owned up to. */
export function Oops({ fault, again }: OopsProps) {
  const { oops } = roomWords().mishaps;
  return (
    <Page title={oops.title} heading={oops.heading} lead={oops.lead}>
      <BrokenSandal />
      <div class="mention">
        <p>{oops.mention}</p>
        <p class="reference">
          {fault.requestId && <code>{fault.requestId}</code>}
          <span>
            <code>{fault.path}</code>, <time dateTime={fault.at}>{dateAndTime(fault.at)}</time>
          </span>
        </p>
      </div>
      <p class="actions">
        <button type="button" class="button" onClick={again}>
          {oops.again}
        </button>
        <a class="button button-quiet" href="/">
          {oops.entrance}
        </a>
      </p>
      <p>
        <a href="/status">{oops.status}</a>
      </p>
    </Page>
  );
}
