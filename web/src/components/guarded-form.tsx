import { hasCode } from "../../client/error.ts";
import { FormBox, type FormBoxProps } from "./form-box.tsx";
import { Reauth, type ReauthProps } from "./reauth.tsx";

export interface GuardedFormProps<Name extends string> extends FormBoxProps<Name> {
  /** Acts that ask for the password themselves leave the code to those who have none. */
  provenBy?: ReauthProps["by"];
}

/** A form for an act that wants to know first that it's really you. What was typed stays, and is sent again then. */
export function GuardedForm<Name extends string>({ provenBy = "code", ...props }: GuardedFormProps<Name>) {
  const { form } = props;
  const isAsked = hasCode(form.failure, "reauth_required");

  function goOn(): void {
    const { current } = form.element;
    // The button that had the focus is about to go.
    current?.querySelector<HTMLButtonElement>("[type=submit]")?.focus();
    current?.requestSubmit();
  }

  return (
    <>
      <FormBox {...props} failure={isAsked ? null : undefined} />
      {isAsked && <Reauth by={provenBy} onProved={goOn} />}
    </>
  );
}
