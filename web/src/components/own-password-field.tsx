import { useAuth } from "../auth.ts";
import type { FieldProps } from "./field.tsx";
import { PasswordField } from "./password-field.tsx";
import { WhosePassword } from "./whose-password.tsx";

/** Whoever came by code or link may have none; only the service knows. */
export function OwnPasswordField<Name extends string>(props: Pick<FieldProps<Name>, "form" | "name">) {
  const { user } = useAuth().state;
  return (
    <>
      <WhosePassword name={user?.email ?? user?.username ?? ""} />
      <PasswordField
        {...props}
        label="Current password"
        autoComplete="current-password"
        optional="if you have one"
      />
    </>
  );
}
