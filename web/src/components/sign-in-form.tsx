import { useState } from "preact/hooks";
import { hasCode } from "../../client/error.ts";
import { client } from "../auth.ts";
import { useForm } from "../form.ts";
import { mailSentTo } from "../mail-sent.ts";
import { navigate } from "../router.ts";
import { rememberAddress, typedIdentifier } from "../typed-address.ts";
import { words } from "../words/words.ts";
import { Field } from "./field.tsx";
import { FormBox } from "./form-box.tsx";
import { Notice } from "./notice.tsx";
import { PasswordField } from "./password-field.tsx";

/** By password, with the ways around it. Whoever shows it sees by the state of things that it has worked. `search` leads on. */
export function SignInForm({ search }: { search: string }) {
  const { waysIn, errors, shell } = words();
  const { missing } = errors;
  const [identifier, setIdentifier] = useState("");
  const form = useForm({
    fields: ["identifier", "password"],
    check: (read) => ({
      identifier: read("identifier").trim() ? undefined : missing.identifier,
      password: read("password") ? undefined : missing.password,
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
        submit={shell.signIn}
        busy={waysIn.signIn.busy}
        failure={unverified ? <Unverified identifier={identifier} /> : undefined}
      >
        <Field
          form={form}
          name="identifier"
          label={waysIn.fields.identifier}
          autoComplete="username"
          input={{
            autoCapitalize: "none",
            spellcheck: false,
            defaultValue: typedIdentifier(),
            onInput: (event) => rememberAddress(event.currentTarget.value),
          }}
        />
        <PasswordField
          form={form}
          name="password"
          label={waysIn.fields.password}
          autoComplete="current-password"
        />
      </FormBox>
      <ul class="ways">
        <li>
          <a href="/forgot-password">{waysIn.signIn.forgot}</a>
        </li>
        <li>
          <a href={`/sign-in/code${search}`}>{waysIn.signIn.otherWay}</a>
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
      <p>{words().waysIn.signIn.unverified}</p>
      <button type="button" class="link" onClick={wait}>
        {words().waysIn.signIn.enterCode}
      </button>
    </Notice>
  );
}
