import type { ComponentChildren } from "preact";
import { useAction } from "../action.ts";
import "../styles/confirm.css";
import { Failure } from "./failure.tsx";
import { Modal } from "./modal.tsx";

export interface ConfirmProps {
  title: string;
  children: ComponentChildren;
  yes: string;
  busy: string;
  no: string;
  act(): Promise<unknown>;
  /** After a no, and after what was asked about is done. */
  onDone(): void;
}

/** Asks before what can't be taken back. */
export function Confirm({ title, children, yes, busy: busyText, no, act, onDone }: ConfirmProps) {
  const { busy, failure, run } = useAction(async () => {
    await act();
    onDone();
  });
  const dismiss = () => !busy && onDone();
  return (
    <Modal class="confirm" title={title} onDismiss={dismiss}>
      {children}
      {failure && <Failure error={failure} />}
      <p class="actions">
        <button type="button" class="button button-grave" aria-busy={busy} onClick={run}>
          {busy ? busyText : yes}
        </button>
        <button type="button" class="button button-quiet" onClick={dismiss}>
          {no}
        </button>
      </p>
    </Modal>
  );
}
