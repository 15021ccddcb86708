import "../styles/status.css";
import { Page } from "../components/page.tsx";
import { StatusNews } from "../components/status-news.tsx";
import { StatusPart } from "../components/status-part.tsx";
import { timeAgo, timeOfDay } from "../format.ts";
import { useTrouble } from "../health.ts";
import { useKnownStatus } from "../known-status.ts";
import { useNow } from "../now.ts";
import type { ServiceStatus } from "../service-status.ts";
import { DAY_MS, downSince } from "../status-history.ts";
import { kindOfHealth } from "../trouble.ts";
import { roomWords, words } from "../words/words.ts";

/** What people miss first, first. */
const PARTS = ["database", "realtime", "mail", "redis"] as const;

/** How the service is, for anybody who wonders. */
export function StatusPage() {
  const { status: w } = roomWords();
  const { known, isMissing } = useKnownStatus();
  const isOffline = useTrouble()?.kind === "offline";
  const now = useNow(1_000);
  if (!known) {
    if (!isMissing) return <StatusComing />;
    return <Page title={w.title} heading={isOffline ? w.missingOffline : w.missing} lead={w.nothingKnown} />;
  }
  const { status, at } = known;
  const time = <time dateTime={new Date(at).toISOString()}>{timeOfDay(at)}</time>;
  const missing = isOffline ? w.missingOffline : w.missing;
  return (
    <Page
      title={w.title}
      heading={<span aria-live="polite">{isMissing ? missing : headline(status, now)}</span>}
      lead={isMissing ? w.lastKnown(time) : w.checked(timeAgo(at, now))}
    >
      <section aria-labelledby="parts" class={isMissing ? "parts parts-old" : "parts"}>
        <h2 id="parts">{w.parts}</h2>
        <ul>
          {PARTS.map((name) => (
            <StatusPart key={name} name={name} status={status} now={isMissing ? at : now} />
          ))}
        </ul>
        <p class="span-of-day" aria-hidden="true">
          <span>{w.dayAgo}</span>
          <span>{w.now}</span>
        </p>
      </section>
      <section aria-labelledby="news">
        <h2 id="news">{w.news}</h2>
        <StatusNews changes={status.changes} now={now} />
      </section>
    </Page>
  );
}

function StatusComing() {
  return (
    <Page title={roomWords().status.title}>
      <p class="coming" role="status">
        {words().shell.oneMoment}
      </p>
    </Page>
  );
}

function headline(status: ServiceStatus, now: number) {
  const { status: w } = roomWords();
  const kind = kindOfHealth(status);
  if (kind !== "down") return w[kind ?? "ok"];
  const since = downSince(status, now);
  if (since === null) return w.down;
  if (now - since >= DAY_MS) return w.downLong;
  return w.downSince(<time dateTime={new Date(since).toISOString()}>{timeOfDay(since)}</time>);
}
