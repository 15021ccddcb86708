import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { DataExport } from "../../client/types.ts";
import { day, fileSize } from "../format.ts";
import { roomWords } from "../words/words.ts";

export interface ExportPreviewProps {
  found: DataExport;
  again(): void;
}

/** What is in the file, in words, and the file. It is made here: nothing of it goes anywhere. */
export function ExportPreview({ found, again }: ExportPreviewProps) {
  const { copy } = roomWords().data;
  const heading = useRef<HTMLHeadingElement>(null);
  const file = useMemo(
    () => new Blob([JSON.stringify(found, null, 2)], { type: "application/json" }),
    [found],
  );
  const url = useMemo(() => URL.createObjectURL(file), [file]);
  // The browser may still be reading it when the link has been pressed, so it stays as long as this is shown.
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  useEffect(() => heading.current?.focus(), []);

  const open = found.sessions.filter(({ endedAt }) => endedAt === null);
  return (
    <>
      <h3 ref={heading} tabIndex={-1} class="found">
        {copy.ready}
      </h3>
      <dl class="contents">
        <Kind label={copy.profile}>
          <Profile user={found.user} />
        </Kind>
        <Kind label={copy.password}>{passwordWords(found)}</Kind>
        <Kind label={copy.sessions}>
          {copy.sessionsFound(open.length, found.sessions.length - open.length)}
        </Kind>
        <Kind label={copy.requests}>{copy.requestsFound(found.requests.length)}</Kind>
        <Kind label={copy.events}>{copy.eventsFound(found.events.length, sinceOf(found))}</Kind>
      </dl>
      <p class="actions">
        <a class="button" href={url} download={`genkan-export-${found.exportedAt.slice(0, 10)}.json`}>
          {copy.save(fileSize(file.size))}
        </a>
        <button type="button" class="button button-quiet" onClick={again}>
          {copy.again}
        </button>
      </p>
      <p class="aside">{copy.care}</p>
    </>
  );
}

function Kind({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Profile({ user }: { user: DataExport["user"] }) {
  const { copy } = roomWords().data;
  const known = [user.name, user.username, user.email, user.phone].filter((each) => each !== null);
  return (
    <>
      {known.length === 0 && <p>{copy.nothing}</p>}
      {known.map((each) => (
        <p key={each} class="address">
          {each}
        </p>
      ))}
      <p class="aside">{copy.since(day(user.createdAt))}</p>
    </>
  );
}

function passwordWords({ password }: DataExport): string {
  const { copy } = roomWords().data;
  if (!password.isSet) return copy.passwordNone;
  return copy.passwordSet(password.changedAt && day(password.changedAt));
}

function sinceOf({ events }: DataExport): string | null {
  const [first] = events.map(({ at }) => at).sort();
  return first === undefined ? null : day(first);
}
