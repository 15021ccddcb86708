import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { User } from "../../client/types.ts";
import { restore, useAuth } from "../auth.ts";
import { leaving } from "../ending.ts";
import { navigate, usePlace } from "../router.ts";
import { useStore } from "../store.ts";
import { words } from "../words/words.ts";
import { Curtain } from "./curtain.tsx";
import { Failure } from "./failure.tsx";
import { InsideNav } from "./inside-nav.tsx";
import { Page } from "./page.tsx";

export interface InsidePageProps {
  title: string;
  heading?: (user: User) => ComponentChildren;
  lead?: (user: User) => ComponentChildren;
  children: (user: User) => ComponentChildren;
}

/**
 * A page for whoever is signed in. Strangers are led through the sign-in page and back. When the session ends, the page
 * goes dark, with everything that was typed kept underneath for whoever signs in again as the same person.
 */
export function InsidePage({ title, heading, lead, children }: InsidePageProps) {
  const { state, trouble } = useAuth();
  const { path } = usePlace();
  const isLeaving = useStore(leaving);
  const latest = useRef<User | null>(null);
  if (state.user) latest.current = state.user;
  const user = latest.current;
  const isStranger = state.status === "signed_out" && !user;
  useEffect(() => {
    if (isStranger) navigate(`/sign-in?next=${encodeURIComponent(path)}`, { replace: true });
  }, [isStranger, path]);

  if (!user) {
    return (
      <Page title={title} lead={trouble ? undefined : words().shell.oneMoment}>
        {trouble && (
          <>
            <Failure error={trouble} />
            <button type="button" class="button" onClick={restore}>
              {words().shell.tryAgain}
            </button>
          </>
        )}
      </Page>
    );
  }
  const hasEnded = state.status === "signed_out" && !isLeaving;
  return (
    <>
      <div class={hasEnded ? "inside inside-ended" : "inside"} inert={hasEnded}>
        <InsideNav />
        <Page title={title} heading={heading?.(user)} lead={lead?.(user)}>
          <div key={user.id} class="inside-body">
            {children(user)}
          </div>
        </Page>
      </div>
      {hasEnded && <Curtain />}
    </>
  );
}
