import type { FieldProps } from "./field.tsx";
import { PasswordField } from "./password-field.tsx";

/** A password to be chosen, with what helps to choose one. */
export function NewPasswordField<Name extends string>(
  props: Pick<FieldProps<Name>, "form" | "name" | "label">,
) {
  return (
    <PasswordField
      {...props}
      autoComplete="new-password"
      hint="8 characters or more. A few unrelated words work well."
    />
  );
}
