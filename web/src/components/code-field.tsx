import { words } from "../words/words.ts";
import { Field, type FieldProps } from "./field.tsx";

/** Six digits, which phones offer to fill in. */
export function CodeField<Name extends string>(props: Pick<FieldProps<Name>, "form" | "name">) {
  return (
    <Field
      {...props}
      label={words().waysIn.fields.code}
      autoComplete="one-time-code"
      input={{ inputMode: "numeric", class: "code" }}
    />
  );
}
