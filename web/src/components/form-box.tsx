import type { ComponentChildren } from "preact";
import type { Form } from "../form.ts";
import { words } from "../words/words.ts";
import { Failure } from "./failure.tsx";
import { Sending } from "./sending.tsx";
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
  const isHeld = form.holding === "waiting";
  // What is sent is what was there when somebody asked for it: a change takes that back.
  const onInput = isHeld ? form.callOff : undefined;
  const toButton = () => form.element.current?.querySelector<HTMLButtonElement>("[type=submit]")?.focus();
  return (
    // Our own words for what is missing, in the same place as the service's.
    <form
      ref={form.element}
      class="form"
      noValidate
      onSubmit={form.onSubmit}
      onInput={onInput}
      aria-busy={form.busy}
    >
      {children}
      {form.failure && (failure === undefined ? <Failure error={form.failure} /> : failure)}
      <SubmitButton
        busy={form.busy || isHeld}
        busyText={isHeld ? words().service.sending.waiting : busy}
        grave={grave}
      >
        {submit}
      </SubmitButton>
      <Sending of={form} onCalledOff={toButton} />
      {other}
      <p class="done" role="status">
        {done}
      </p>
    </form>
  );
}
