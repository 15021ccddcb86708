import { useState } from "preact/hooks";
import { client, useAuth } from "../auth.ts";
import { useForm } from "../form.ts";
import { roomWords, words } from "../words/words.ts";
import { GuardedForm } from "./guarded-form.tsx";
import { NewPasswordField } from "./new-password-field.tsx";
import { OwnPasswordField } from "./own-password-field.tsx";

export function ChangePassword() {
  const { user } = useAuth().state;
  const { password } = roomWords().account;
  const [isChanged, setChanged] = useState(false);
  const form = useForm({
    fields: ["currentPassword", "newPassword"],
    check: (read) => ({ newPassword: read("newPassword") ? undefined : words().errors.missing.newPassword }),
    async send(read) {
      setChanged(false);
      const currentPassword = read("currentPassword");
      await client.changePassword({
        ...(currentPassword && { currentPassword }),
        newPassword: read("newPassword"),
      });
      form.element.current?.reset();
      setChanged(true);
    },
    fieldFor: { wrong_password: "currentPassword" },
  });
  return (
    <>
      <p class="aside">{password.about(<a href="/forgot-password">{password.reset}</a>)}</p>
      <GuardedForm
        form={form}
        submit={password.submit}
        busy={password.busy}
        done={isChanged && password.done}
      >
        <OwnPasswordField form={form} name="currentPassword" />
        <NewPasswordField
          form={form}
          name="newPassword"
          label={words().waysIn.fields.newPassword}
          email={() => user?.email}
        />
      </GuardedForm>
    </>
  );
}
