import { Field, type FieldProps } from "./field.tsx";

/** Six digits, which phones offer to fill in. */
export function CodeField<Name extends string>(props: Pick<FieldProps<Name>, "form" | "name">) {
  return (
    <Field
      {...props}
      label="6-digit code"
      autoComplete="one-time-code"
      input={{ inputMode: "numeric", class: "code" }}
    />
  );
}
