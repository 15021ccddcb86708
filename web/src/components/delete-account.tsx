import { client } from "../auth.ts";
import { useForm } from "../form.ts";
import { accountLeft } from "../leaving.ts";
import { GuardedForm } from "./guarded-form.tsx";
import { OwnPasswordField } from "./own-password-field.tsx";

export function DeleteAccount() {
  const form = useForm({
    fields: ["password"],
    check: () => ({}),
    async send(read) {
      const { purgeAt } = await client.deleteAccount(read("password") || undefined);
      accountLeft(purgeAt);
    },
    fieldFor: { wrong_password: "password" },
  });
  return (
    <>
      <p class="aside">
        Your account closes at once, on all your devices. Some days later it is deleted for good, with
        everything that is stored about you: we tell you the day. Until then, signing in brings it back.
      </p>
      <GuardedForm form={form} submit="Delete my account" busy="Deleting…" grave>
        <OwnPasswordField form={form} name="password" />
      </GuardedForm>
    </>
  );
}
