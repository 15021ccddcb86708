import { useAction } from "../action.ts";
import { useCountdown } from "../countdown.ts";
import { clock } from "../texts.ts";
import { words } from "../words/words.ts";
import { Failure } from "./failure.tsx";
import { Sending } from "./sending.tsx";

export interface ResendProps {
  what: "mail" | "message";
  /** Milliseconds since 1970. */
  sentAt: number;
  /** The service sends one a minute to an address or number. */
  pauseSeconds?: number;
  again(): Promise<unknown>;
}

export function Resend({ what, sentAt, pauseSeconds = 60, again }: ResendProps) {
  const action = useAction(again);
  const { resend } = words().waysIn;
  const left = useCountdown(sentAt + pauseSeconds * 1000);
  return (
    <div class="resend">
      {action.failure && <Failure error={action.failure} />}
      {left > 0 ? (
        <p class="aside">
          {(what === "mail" ? resend.mailIn : resend.messageIn)(<time>{clock(left)}</time>)}
        </p>
      ) : (
        <p class="aside">
          {resend.nothing(
            <button type="button" class="link" aria-busy={action.busy} onClick={action.run}>
              {resend[what]}
            </button>,
          )}
        </p>
      )}
      <Sending of={action} />
    </div>
  );
}
