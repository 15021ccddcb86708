import { useAuth } from "../auth.ts";
import { words } from "../words/words.ts";
import type { FieldProps } from "./field.tsx";
import { PasswordField } from "./password-field.tsx";
import { WhosePassword } from "./whose-password.tsx";

/** Whoever came by code or link may have none; only the service knows. */
export function OwnPasswordField<Name extends string>(props: Pick<FieldProps<Name>, "form" | "name">) {
  const { user } = useAuth().state;
  const { currentPassword, ifAny } = words().waysIn.fields;
  return (
    <>
      <WhosePassword name={user?.email ?? user?.username ?? ""} />
      <PasswordField {...props} label={currentPassword} autoComplete="current-password" optional={ifAny} />
    </>
  );
}
