import type { ComponentChildren } from "preact";
import type { Form } from "../form.ts";
import { Failure } from "./failure.tsx";
import { SubmitButton } from "./submit-button.tsx";

export interface FormBoxProps<Name extends string> {
  form: Form<Name>;
  submit: string;
  busy: string;
  grave?: boolean;
  /** Another button that sends the form: the fields tell which by its name and value. */
  other?: ComponentChildren;
  /** Shown instead of the usual words for a failure; null for nothing. */
  failure?: ComponentChildren;
  /** Said when it has worked and the form stays. */
  done?: ComponentChildren;
  children?: ComponentChildren;
}

/** A form with its fields, what went wrong with it, and one button. */
export function FormBox<Name extends string>(props: FormBoxProps<Name>) {
  const { form, submit, busy, grave = false, other, failure, done, children } = props;
  return (
    // Our own words for what is missing, in the same place as the service's.
    <form ref={form.element} class="form" noValidate onSubmit={form.onSubmit} aria-busy={form.busy}>
      {children}
      {form.failure && (failure === undefined ? <Failure error={form.failure} /> : failure)}
      <SubmitButton busy={form.busy} busyText={busy} grave={grave}>
        {submit}
      </SubmitButton>
      {other}
      <p class="done" role="status">
        {done}
      </p>
    </form>
  );
}
