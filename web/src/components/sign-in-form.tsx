import { useState } from "preact/hooks";
import { hasCode } from "../../client/error.ts";
import { client } from "../auth.ts";
import { useForm } from "../form.ts";
import { mailSentTo } from "../mail-sent.ts";
import { navigate } from "../router.ts";
import { rememberAddress } from "../typed-address.ts";
import { Field } from "./field.tsx";
import { FormBox } from "./form-box.tsx";
import { Notice } from "./notice.tsx";
import { PasswordField } from "./password-field.tsx";

/** By password, with the ways around it. Whoever shows it sees by the state of things that it has worked. `search` leads on. */
export function SignInForm({ search }: { search: string }) {
  const [identifier, setIdentifier] = useState("");
  const form = useForm({
    fields: ["identifier", "password"],
    check: (read) => ({
      identifier: read("identifier").trim() ? undefined : "Enter your address or username.",
      password: read("password") ? undefined : "Enter your password.",
    }),
    send(read) {
      setIdentifier(read("identifier").trim());
      return client.signIn({ identifier: read("identifier").trim(), password: read("password") });
    },
    fieldFor: { invalid_credentials: "password" },
  });
  const unverified = hasCode(form.failure, "email_unverified");
  return (
    <>
      <FormBox
        form={form}
        submit="Sign in"
        busy="Signing in…"
        failure={unverified ? <Unverified identifier={identifier} /> : undefined}
      >
        <Field
          form={form}
          name="identifier"
          label="Email or username"
          autoComplete="username"
          input={{
            autoCapitalize: "none",
            spellcheck: false,
            onInput: (event) => rememberAddress(event.currentTarget.value),
          }}
        />
        <PasswordField form={form} name="password" label="Password" autoComplete="current-password" />
      </FormBox>
      <ul class="ways">
        <li>
          <a href="/forgot-password">Forgot your password?</a>
        </li>
        <li>
          <a href={`/sign-in/code${search}`}>Use a code or a link instead</a>
        </li>
      </ul>
    </>
  );
}

/** The service has just written again, if it may; the page that waits for the mail can ask for another. */
function Unverified({ identifier }: { identifier: string }) {
  const wait = () => (identifier.includes("@") ? mailSentTo(identifier) : navigate("/check-mail"));
  return (
    <Notice tone="wrong">
      <p>Your address isn’t confirmed yet. We have sent you a new mail: open its link, or enter its code.</p>
      <button type="button" class="link" onClick={wait}>
        Enter the code or get another mail
      </button>
    </Notice>
  );
}
