import { client } from "../auth.ts";
import { MailedLink } from "../components/mailed-link.tsx";
import { NewPasswordField } from "../components/new-password-field.tsx";
import { PasswordChanged } from "../components/password-changed.tsx";

export function ResetPasswordPage() {
  return (
    <MailedLink<"password">
      title="Choose a new password"
      lead="It signs you out everywhere. Then you sign in with the new one."
      submit="Set the new password"
      busy="Setting…"
      entry={{
        fields: ["password"],
        check: (read) => ({ password: read("password") ? undefined : "Choose a password." }),
        of: (form) => <NewPasswordField form={form} name="password" label="New password" />,
      }}
      use={(token, read) => client.resetPassword({ token }, read("password"))}
      done={<PasswordChanged />}
      spent="If you have set a new password with it, sign in; if not, ask for another link."
      ways={
        <>
          <a class="button" href="/forgot-password">
            Get a new link
          </a>
          <a class="button button-quiet" href="/sign-in">
            Sign in
          </a>
        </>
      }
    />
  );
}
