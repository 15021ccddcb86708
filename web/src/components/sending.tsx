import { useTrouble } from "../health.ts";
import type { Holding } from "../hold.ts";
import { useLongWait } from "../long-wait.ts";
import { words } from "../words/words.ts";

export interface SendingProps {
  /** A form or an action. */
  of: { busy: boolean; holding: Holding; callOff(): void };
  /** The button that calls it off goes with it: the focus needs another place. */
  onCalledOff?: () => void;
}

/** What there is to say of something that was sent and isn't answered. The region is there from the start, to be read out. */
export function Sending({ of: { busy, holding, callOff }, onCalledOff }: SendingProps) {
  const { sending } = words().service;
  const isLong = useLongWait(busy);
  const held = useTrouble()?.kind === "offline" ? sending.heldOffline : sending.held;
  const unanswered = isLong ? sending.long : "";
  const text = { no: unanswered, waiting: held, called_off: sending.calledOff }[holding];
  return (
    <div class={text ? "sending" : "sending sending-nothing"}>
      <p aria-live="polite">{text}</p>
      {holding === "waiting" && (
        <button
          type="button"
          class="link"
          onClick={() => {
            callOff();
            onCalledOff?.();
          }}
        >
          {sending.callOff}
        </button>
      )}
    </div>
  );
}
