import { useEffect, useRef, useState } from "preact/hooks";
import type { User } from "../../client/types.ts";
import { useAction } from "../action.ts";
import { client } from "../auth.ts";
import { createHistory } from "../history.ts";
import { useStore } from "../store.ts";
import { timelineOf } from "../timeline.ts";
import { roomWords, words } from "../words/words.ts";
import { Failure } from "./failure.tsx";
import { HistoryDays } from "./history-days.tsx";
import { HistorySkeleton } from "./history-skeleton.tsx";
import { Retry } from "./retry.tsx";

/** What happened to the account, the newest first, and more when asked. */
export function AccountHistory({ user }: { user: User }) {
  const { shell } = words();
  const { activity: w } = roomWords();
  const [history] = useState(() => createHistory(client));
  const { events, nextCursor, failure, added } = useStore(history.store);
  const more = useAction(history.more);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => void history.load(), [history, user]);
  const trouble = failure?.code === "unauthenticated" ? null : failure;
  const isComing = events === null && !trouble;
  return (
    <div class="history" ref={element} tabIndex={-1} aria-busy={isComing}>
      <p class="unseen" role="status">
        {isComing && shell.oneMoment}
        {added && (
          <span key={added.first}>
            {w.came(added.count)} {nextCursor === null && w.end}
          </span>
        )}
      </p>
      {isComing && <HistorySkeleton />}
      {trouble && <Retry error={trouble} again={history.load} rescue={() => element.current?.focus()} />}
      {events && <HistoryDays days={timelineOf(events)} focused={added?.first ?? null} />}
      {events?.length === 0 && (
        <div class="empty">
          <p>{w.empty.title}</p>
          <p class="aside">{w.empty.text}</p>
        </div>
      )}
      {more.failure && <Failure error={more.failure} />}
      {nextCursor !== null && (
        <p class="actions history-more">
          <button type="button" class="button button-quiet" aria-busy={more.busy} onClick={more.run}>
            {more.busy ? w.loadingMore : w.more}
          </button>
        </p>
      )}
      {events && events.length > 0 && nextCursor === null && <p class="aside history-end">{w.end}</p>}
    </div>
  );
}
