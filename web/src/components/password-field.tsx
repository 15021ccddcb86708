import { useState } from "preact/hooks";
import { words } from "../words/words.ts";
import { Field, type FieldProps } from "./field.tsx";

/** A password that may be looked at: long ones are hard to type blind. */
export function PasswordField<Name extends string>(props: FieldProps<Name>) {
  const [shown, setShown] = useState(false);
  const plain = { autoCapitalize: "none", autoCorrect: "off", spellcheck: false } as const;
  return (
    <Field {...props} input={{ ...props.input, ...plain, type: shown ? "text" : "password" }}>
      <button type="button" class="peek" aria-pressed={shown} onClick={() => setShown(!shown)}>
        {words().waysIn.fields.show}
        <span class="unseen">{words().waysIn.fields.showWhat}</span>
      </button>
    </Field>
  );
}
