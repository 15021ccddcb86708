import { useState } from "preact/hooks";
import { client } from "../auth.ts";
import { useForm } from "../form.ts";
import { Field } from "./field.tsx";
import { GuardedForm } from "./guarded-form.tsx";
import { OwnPasswordField } from "./own-password-field.tsx";

export function ChangeAddress() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    fields: ["newEmail", "password"],
    check: (read) => ({ newEmail: read("newEmail").includes("@") ? undefined : "Enter your new address." }),
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
      <p class="aside">
        We write to the new address, and it counts once you open the link in that mail. Your old address gets
        a mail that can undo it.
      </p>
      <GuardedForm
        form={form}
        submit="Change address"
        busy="Sending…"
        done={
          sentTo && (
            <>
              We wrote to <strong>{sentTo}</strong>. Open the link in that mail to finish.
            </>
          )
        }
      >
        <Field
          form={form}
          name="newEmail"
          label="New email address"
          autoComplete="email"
          input={{ type: "email", inputMode: "email" }}
        />
        <OwnPasswordField form={form} name="password" />
      </GuardedForm>
    </>
  );
}
