import { useState } from "preact/hooks";
import { useCountdown } from "../countdown.ts";
import { clock } from "../texts.ts";
import { words } from "../words/words.ts";

/** A clock that runs down. Outside of any alert, or each second would be read out. */
export function Wait({ seconds }: { seconds: number }) {
  const [deadline] = useState(() => Date.now() + seconds * 1000);
  const left = useCountdown(deadline);
  return (
    <p class="wait" role="status">
      {left === 0 ? (
        words().errors.tryNow
      ) : (
        <span aria-hidden="true">
          {words().errors.tryIn} <time>{clock(left)}</time>
        </span>
      )}
    </p>
  );
}
