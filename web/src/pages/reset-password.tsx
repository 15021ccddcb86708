import { client } from "../auth.ts";
import { MailedLink } from "../components/mailed-link.tsx";
import { NewPasswordField } from "../components/new-password-field.tsx";
import { PasswordChanged } from "../components/password-changed.tsx";
import { words } from "../words/words.ts";

export function ResetPasswordPage() {
  const { reset, fields } = words().waysIn;
  return (
    <MailedLink<"password">
      {...reset}
      entry={{
        fields: ["password"],
        check: (read) => ({ password: read("password") ? undefined : words().errors.missing.newPassword }),
        of: (form) => <NewPasswordField form={form} name="password" label={fields.newPassword} />,
      }}
      use={(token, read) => client.resetPassword({ token }, read("password"))}
      done={<PasswordChanged />}
      ways={
        <>
          <a class="button" href="/forgot-password">
            {reset.newLink}
          </a>
          <a class="button button-quiet" href="/sign-in">
            {words().shell.signIn}
          </a>
        </>
      }
    />
  );
}
