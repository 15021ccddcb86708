import type { AllHTMLAttributes, ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { Form } from "../form.ts";
import { words } from "../words/words.ts";

type InputExtras = Pick<
  AllHTMLAttributes<HTMLInputElement>,
  | "inputMode"
  | "autoCapitalize"
  | "autoCorrect"
  | "spellcheck"
  | "defaultValue"
  | "class"
  | "onInput"
  | "onFocus"
> &
  ({ type?: "text" } | { type: "email" } | { type: "password" } | { type: "tel" });

export interface FieldProps<Name extends string> {
  form: Form<Name>;
  name: NoInfer<Name>;
  label: string;
  autoComplete: string;
  hint?: ComponentChildren;
  /** In other words than "optional", if given. */
  optional?: boolean | string;
  /** Anything else that the input takes. */
  input?: InputExtras;
  /** What else describes it, by its id. */
  describedBy?: string | undefined;
  /** Stands beside the input, inside its frame. */
  children?: ComponentChildren;
}

/** One labelled input; its hint and its error are tied to it for those who can't see them. */
export function Field<Name extends string>(props: FieldProps<Name>) {
  const { form, name, label, autoComplete, hint, optional = false, describedBy, input, children } = props;
  const id = useId();
  const error = form.errors[name];
  const described = [hint && `${id}-hint`, describedBy, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class={error ? "field field-wrong" : "field"}>
      <label for={id}>
        {label}{" "}
        {optional && (
          <span class="optional">{optional === true ? words().waysIn.fields.optional : optional}</span>
        )}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class="frame">
        <input
          {...input}
          id={id}
          name={name}
          autoComplete={autoComplete}
          required={!optional}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
        />
        {children}
      </div>
      {error && (
        <p class="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
