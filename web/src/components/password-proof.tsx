import { client, useAuth } from "../auth.ts";
import { useForm } from "../form.ts";
import { roomWords, words } from "../words/words.ts";
import { FormBox } from "./form-box.tsx";
import { PasswordField } from "./password-field.tsx";
import { WhosePassword } from "./whose-password.tsx";

/** Proves again who it is; whoever has no password takes another way. */
export function PasswordProof({ onProved }: { onProved: () => void }) {
  const {
    account,
    data: { proof },
  } = roomWords();
  const { waysIn } = words();
  const { user } = useAuth().state;
  const form = useForm({
    fields: ["password"],
    check: (read) => ({ password: read("password") ? undefined : proof.missing }),
    async send(read) {
      await client.reauth({ password: read("password") });
      onProved();
    },
    fieldFor: { wrong_password: "password" },
  });
  return (
    <FormBox form={form} submit={account.reauth.submit} busy={waysIn.confirming}>
      <WhosePassword name={user?.email ?? user?.username ?? ""} />
      <PasswordField
        form={form}
        name="password"
        label={waysIn.fields.currentPassword}
        autoComplete="current-password"
        optional={waysIn.fields.ifAny}
      />
    </FormBox>
  );
}
