import { useAuth } from "../auth.ts";
import { signOut } from "../leaving.ts";
import { nameOf } from "../person.ts";
import { usePlace } from "../router.ts";
import { words } from "../words/words.ts";

export function Header() {
  const { state, trouble } = useAuth();
  const { shell } = words();
  return (
    <header class="header">
      <a class="brand" href="/">
        <span class="brand-mark" aria-hidden="true" />
        Genkan
      </a>
      <nav class="nav" aria-label={shell.account}>
        {state.status === "signed_in" && (
          <>
            <NavLink to="/account" label={nameOf(state.user)} />
            <button type="button" class="link" onClick={signOut}>
              {shell.signOut}
            </button>
          </>
        )}
        {(state.status === "signed_out" || trouble) && (
          <>
            <NavLink to="/sign-in" label={shell.signIn} />
            <NavLink to="/sign-up" label={shell.signUp} />
          </>
        )}
      </nav>
    </header>
  );
}

function NavLink({ to, label }: { to: string; label: string }) {
  const { path } = usePlace();
  return (
    <a class="nav-link" href={to} aria-current={path === to ? "page" : undefined}>
      {label}
    </a>
  );
}
