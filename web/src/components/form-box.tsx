import type { ComponentChildren } from "preact";
import type { Form } from "../form.ts";
import { Failure } from "./failure.tsx";
import { SubmitButton } from "./submit-button.tsx";

export interface FormBoxProps<Name extends string> {
  form: Form<Name>;
  submit: string;
  busy: string;
  /** Shown instead of the usual words for a failure. */
  failure?: ComponentChildren;
  /** Said when it has worked and the form stays. */
  done?: ComponentChildren;
  children?: ComponentChildren;
}

/** A form with its fields, what went wrong with it, and one button. */
export function FormBox<Name extends string>(props: FormBoxProps<Name>) {
  const { form, submit, busy, failure, done, children } = props;
  return (
    // Our own words for what is missing, in the same place as the service's.
    <form ref={form.element} class="form" noValidate onSubmit={form.onSubmit} aria-busy={form.busy}>
      {children}
      {form.failure && (failure || <Failure error={form.failure} />)}
      <SubmitButton busy={form.busy} busyText={busy}>
        {submit}
      </SubmitButton>
      <p class="done" role="status">
        {done}
      </p>
    </form>
  );
}
