import { client, useAuth } from "../auth.ts";
import { useForm } from "../form.ts";
import { words } from "../words/words.ts";
import { FormBox } from "./form-box.tsx";
import { PasswordField } from "./password-field.tsx";
import { WhosePassword } from "./whose-password.tsx";

/** Proves again who it is; whoever has no password takes another way. */
export function PasswordProof({ onProved }: { onProved: () => void }) {
  const { proof } = words().data;
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
    <FormBox form={form} submit={proof.confirm} busy={proof.confirming}>
      <WhosePassword name={user?.email ?? user?.username ?? ""} />
      <PasswordField
        form={form}
        name="password"
        label={proof.password}
        autoComplete="current-password"
        optional={proof.ifAny}
      />
    </FormBox>
  );
}
