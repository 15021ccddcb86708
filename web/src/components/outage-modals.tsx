import { useRef } from "preact/hooks";
import { timeOfDay } from "../format.ts";
import { useNow } from "../now.ts";
import { clock } from "../texts.ts";
import type { Trouble } from "../trouble.ts";
import { roomWords } from "../words/words.ts";
import { Lantern } from "./lantern.tsx";
import { Modal } from "./modal.tsx";

export function OutageModal({ kind, since, onDismiss }: Trouble & { onDismiss: () => void }) {
  const { outage, newTab } = roomWords().trouble;
  const what = kind === "unreachable" ? kind : "down";
  const lasted = Math.max(0, Math.floor((useNow(1_000) - since) / 1000));
  return (
    <Modal class="modal" title={outage.titles[what]} onDismiss={onDismiss}>
      <Lantern isLit={false} />
      <p>{outage.why[what]}</p>
      <p>{outage.kept}</p>
      <p class="modal-since" role="timer">
        {outage.since(
          <time dateTime={new Date(since).toISOString()}>{timeOfDay(since)}</time>,
          <time>{clock(lasted)}</time>,
        )}
      </p>
      <p class="actions">
        <button type="button" class="button" onClick={onDismiss}>
          {outage.goOn}
        </button>
        <a class="button button-quiet" href="/status" target="_blank" rel="noopener">
          {outage.status}
          <span class="unseen">{newTab}</span>
        </a>
      </p>
    </Modal>
  );
}

export function OverModal({ onDismiss }: { onDismiss: () => void }) {
  const { over } = roomWords().trouble;
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Modal class="modal" title={over.title} focus={button} onDismiss={onDismiss}>
      <Lantern isLit />
      <p>{over.lead}</p>
      <p class="actions">
        <button ref={button} type="button" class="button" onClick={onDismiss}>
          {over.goOn}
        </button>
      </p>
    </Modal>
  );
}
