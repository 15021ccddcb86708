import { dateAndTime, timeAgo } from "../format.ts";
import { roomWords } from "../words/words.ts";

/** "3 minutes ago", exact for whoever points at it. */
export function Ago({ at, now }: { at: string; now: number }) {
  return (
    <time dateTime={at} title={dateAndTime(at)}>
      {timeAgo(at, now, roomWords().devices.justNow)}
    </time>
  );
}
