import { Page } from "./page.tsx";

export function PasswordChanged() {
  return (
    <Page
      title="Your password is changed"
      lead="Everybody was signed out, you on your other devices too. Sign in with the new one."
    >
      <p class="actions">
        <a class="button" href="/sign-in">
          Sign in
        </a>
      </p>
    </Page>
  );
}
