import { useState } from "preact/hooks";
import { client, useAuth } from "../auth.ts";
import { useForm } from "../form.ts";
import { GuardedForm } from "./guarded-form.tsx";
import { NewPasswordField } from "./new-password-field.tsx";
import { OwnPasswordField } from "./own-password-field.tsx";

export function ChangePassword() {
  const { user } = useAuth().state;
  const [isChanged, setChanged] = useState(false);
  const form = useForm({
    fields: ["currentPassword", "newPassword"],
    check: (read) => ({ newPassword: read("newPassword") ? undefined : "Choose a password." }),
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
      <p class="aside">
        You stay signed in here; your other devices are signed out. Forgotten the current one?{" "}
        <a href="/forgot-password">Reset it by mail</a>.
      </p>
      <GuardedForm
        form={form}
        submit="Change password"
        busy="Changing…"
        done={isChanged && "Your password is changed. Your other devices are signed out."}
      >
        <OwnPasswordField form={form} name="currentPassword" />
        <NewPasswordField form={form} name="newPassword" label="New password" email={() => user?.email} />
      </GuardedForm>
    </>
  );
}
