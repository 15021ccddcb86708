import { useState } from "preact/hooks";
import { client } from "../auth.ts";
import { useForm } from "../form.ts";
import { roomWords, words } from "../words/words.ts";
import { Field } from "./field.tsx";
import { GuardedForm } from "./guarded-form.tsx";
import { OwnPasswordField } from "./own-password-field.tsx";

export function ChangeAddress() {
  const { email } = roomWords().account;
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    fields: ["newEmail", "password"],
    check: (read) => ({
      newEmail: read("newEmail").includes("@") ? undefined : words().errors.missing.newEmail,
    }),
    async send(read) {
      setSentTo(null);
      const newEmail = read("newEmail").trim();
      await client.requestEmailChange(newEmail, read("password") || undefined);
      form.element.current?.reset();
      setSentTo(newEmail);
    },
    fieldFor: { wrong_password: "password" },
  });
  return (
    <>
      <p class="aside">{email.about}</p>
      <GuardedForm
        form={form}
        submit={email.submit}
        busy={words().waysIn.sending}
        done={sentTo && email.done(<strong>{sentTo}</strong>)}
      >
        <Field
          form={form}
          name="newEmail"
          label={email.field}
          autoComplete="email"
          input={{ type: "email", inputMode: "email" }}
        />
        <OwnPasswordField form={form} name="password" />
      </GuardedForm>
    </>
  );
}
