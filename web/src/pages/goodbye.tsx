import { useEffect } from "preact/hooks";
import { useAuth } from "../auth.ts";
import { SteppingStones } from "../components/drawing.tsx";
import { Page } from "../components/page.tsx";
import { type Departure, departureHere, noteDeparture } from "../departure.ts";
import { dateAndTime } from "../format.ts";
import { roomWords, words } from "../words/words.ts";

export function GoodbyePage() {
  const { state } = useAuth();
  const departure = departureHere();
  // Gone back in the history, past a sign-in.
  if (departure && state.status !== "signed_in") return <Goodbye {...departure} />;
  return <Nobody isInside={state.status === "signed_in"} />;
}

function Goodbye(departure: Departure) {
  const { goodbye } = roomWords().data;
  const { purgeAt } = departure;
  // Forgotten by a reload.
  useEffect(() => noteDeparture(departure), [departure.userId]);
  return (
    <Page
      title={goodbye.title}
      heading={goodbye.heading}
      lead={goodbye.lead(<time dateTime={purgeAt}>{dateAndTime(purgeAt)}</time>)}
    >
      <SteppingStones />
      <p>{goodbye.changedMind}</p>
      <p class="actions">
        <a class="button" href="/sign-in">
          {goodbye.back}
        </a>
        <a class="button button-quiet" href="/">
          {goodbye.entrance}
        </a>
      </p>
    </Page>
  );
}

function Nobody({ isInside }: { isInside: boolean }) {
  const { goodbye } = roomWords().data;
  const { account } = words().shell;
  return (
    <Page title={goodbye.title} heading={goodbye.nobody} lead={goodbye.nobodyLead}>
      <p class="actions">
        <a class="button" href={isInside ? "/account" : "/sign-in"}>
          {isInside ? account : goodbye.signIn}
        </a>
        <a class="button button-quiet" href="/">
          {goodbye.entrance}
        </a>
      </p>
    </Page>
  );
}
