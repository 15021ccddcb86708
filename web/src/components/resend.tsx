import { useAction } from "../action.ts";
import { useCountdown } from "../countdown.ts";
import { clock } from "../texts.ts";
import { Failure } from "./failure.tsx";

export interface ResendProps {
  what: "mail" | "message";
  /** Milliseconds since 1970. */
  sentAt: number;
  /** The service sends one a minute to an address or number. */
  pauseSeconds?: number;
  again(): Promise<unknown>;
}

export function Resend({ what, sentAt, pauseSeconds = 60, again }: ResendProps) {
  const { failure, run } = useAction(again);
  const left = useCountdown(sentAt + pauseSeconds * 1000);
  return (
    <div class="resend">
      {failure && <Failure error={failure} />}
      {left > 0 ? (
        <p class="aside">
          {what === "mail" ? "Nothing there? Look among the spam; you" : "Nothing there? You"} can have
          another in <time>{clock(left)}</time>.
        </p>
      ) : (
        <p class="aside">
          Nothing there?{" "}
          <button type="button" class="link" onClick={run}>
            Send another {what}
          </button>
        </p>
      )}
    </div>
  );
}
