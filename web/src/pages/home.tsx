import type { User } from "../../client/types.ts";
import { looksInside, useAuth } from "../auth.ts";
import { Failure } from "../components/failure.tsx";
import { HealthChip } from "../components/health-chip.tsx";
import { Page } from "../components/page.tsx";
import { signOut } from "../leaving.ts";
import { nameOf } from "../person.ts";
import { words } from "../words/words.ts";

export function HomePage() {
  const auth = useAuth();
  const { state, trouble } = auth;
  const { home, shell } = words();
  if (state.status === "signed_in") return <Inside user={state.user} />;
  if (looksInside(auth)) return <Page title="Genkan" heading={home.welcome} lead={shell.oneMoment} />;
  return (
    <Page title="Genkan" heading={home.heading} lead={home.lead}>
      <p class="actions">
        <a class="button" href="/sign-up">
          {home.signUp}
        </a>
        <a class="button button-quiet" href="/sign-in">
          {shell.signIn}
        </a>
      </p>
      {trouble && <Failure error={trouble} />}
      <HealthChip />
      <dl class="virtues">
        {home.virtues.map(({ name, what }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{what}</dd>
          </div>
        ))}
        <div>
          <dt>{home.plain.name}</dt>
          <dd>{home.plain.what(<a href="/docs">{home.plain.reference}</a>)}</dd>
        </div>
      </dl>
    </Page>
  );
}

function Inside({ user }: { user: User }) {
  const { home, shell } = words();
  return (
    <Page
      title="Genkan"
      heading={home.welcomeYou(nameOf(user))}
      lead={home.inside(user.email && <strong>{user.email}</strong>)}
    >
      <p class="actions">
        <a class="button" href="/account">
          {shell.inside.nav}
        </a>
        <button type="button" class="button button-quiet" onClick={signOut}>
          {shell.signOut}
        </button>
      </p>
    </Page>
  );
}
