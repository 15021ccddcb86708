import { useAuth } from "../auth.ts";
import { signOut } from "../leaving.ts";
import { nameOf } from "../person.ts";
import { usePlace } from "../router.ts";

export function Header() {
  const { state, trouble } = useAuth();
  return (
    <header class="header">
      <a class="brand" href="/">
        <span class="brand-mark" aria-hidden="true" />
        Genkan
      </a>
      <nav class="nav" aria-label="Account">
        {state.status === "signed_in" && (
          <>
            <NavLink to="/account" label={nameOf(state.user)} />
            <button type="button" class="link" onClick={signOut}>
              Sign out
            </button>
          </>
        )}
        {(state.status === "signed_out" || trouble) && (
          <>
            <NavLink to="/sign-in" label="Sign in" />
            <NavLink to="/sign-up" label="Sign up" />
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
