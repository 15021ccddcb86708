import { useEffect } from "preact/hooks";
import { codeError, digitsOf } from "../code.ts";
import { useForm } from "../form.ts";
import { CodeField } from "./code-field.tsx";
import { FormBox } from "./form-box.tsx";

export interface CodeFormProps {
  submit: string;
  busy: string;
  /** Appears in the place of what had the focus. */
  takesFocus?: boolean;
  verify(code: string): Promise<unknown>;
}

/** A code that was sent, and one button. */
export function CodeForm({ submit, busy, takesFocus = false, verify }: CodeFormProps) {
  const form = useForm({
    fields: ["code"],
    check: (read) => ({ code: codeError(read("code")) }),
    send: (read) => verify(digitsOf(read("code"))),
    fieldFor: { invalid_token: "code", token_spent: "code" },
  });
  const { element } = form;
  useEffect(() => {
    if (takesFocus) element.current?.querySelector("input")?.focus();
  }, [takesFocus, element]);
  return (
    <FormBox form={form} submit={submit} busy={busy}>
      <CodeField form={form} name="code" />
    </FormBox>
  );
}
