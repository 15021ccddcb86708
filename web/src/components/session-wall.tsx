import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { User } from "../../client/types.ts";
import { client } from "../auth.ts";
import { nameOfDevice } from "../device.ts";
import { useNow } from "../now.ts";
import { createSessionWall, type News } from "../session-wall.ts";
import { sessionsChanged } from "../sessions-changed.ts";
import { useStore } from "../store.ts";
import { roomWords, words } from "../words/words.ts";
import { OtherSessions } from "./other-sessions.tsx";
import { Retry } from "./retry.tsx";
import { SessionSkeleton } from "./session-skeleton.tsx";
import { ThisSession } from "./this-session.tsx";

export interface SessionWallProps {
  user: User;
  /** Comes with the wall, not before: it would have to move. */
  children: ComponentChildren;
}

/** One's sessions, as they are at this moment for as long as one looks. */
export function SessionWall({ user, children }: SessionWallProps) {
  const [wall] = useState(() => createSessionWall(client));
  const { sessions, failure, news } = useStore(wall.store);
  const now = useNow();
  const element = useRef<HTMLDivElement>(null);
  // Another user, or the same one signed in anew: in either case another session.
  useEffect(() => void wall.reload(), [wall, user]);
  useEffect(() => sessionsChanged.on(wall.reload), [wall]);
  const current = sessions?.find((session) => session.current);
  // Whoever is signed out is told so by the page itself.
  const trouble = failure?.code === "unauthenticated" ? null : failure;
  const isComing = sessions === null && !trouble;
  return (
    <>
      <div class="wall" ref={element} tabIndex={-1} aria-busy={isComing}>
        <NewsLine news={news} isComing={isComing} />
        {trouble && (
          <>
            <Retry error={trouble} again={wall.reload} rescue={() => element.current?.focus()} />
            {sessions && <p class="aside">{roomWords().sessions.stale}</p>}
          </>
        )}
        {isComing && <SessionSkeleton />}
        {current && <ThisSession session={current} now={now} />}
        {sessions && (
          <OtherSessions wall={wall} others={sessions.filter((session) => !session.current)} now={now} />
        )}
      </div>
      {!isComing && children}
    </>
  );
}

/** For those who don't see cards come and go. It is there from the start: a region that comes with its words isn't read out. */
function NewsLine({ news, isComing }: { news: News; isComing: boolean }) {
  const { shell } = words();
  const { sessions: w } = roomWords();
  const said = [
    ...news.begun.map(({ id, device }) => ({ id, text: w.newDevice(nameOfDevice(device)) })),
    ...news.ended.map(({ id, device }) => ({ id, text: w.gone(nameOfDevice(device)) })),
  ];
  return (
    <p class="unseen" role="status">
      {isComing && shell.oneMoment}
      {said.map(({ id, text }) => (
        <span key={id}>{text} </span>
      ))}
    </p>
  );
}
