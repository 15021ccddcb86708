import { useEffect, useRef, useState } from "preact/hooks";
import type { PasswordAdvice } from "../password-advice.ts";
import { PASSWORD_RULES } from "../service-rules.ts";
import { words } from "../words/words.ts";
import type { FieldProps } from "./field.tsx";
import { PasswordField } from "./password-field.tsx";
import { PasswordGuidance, SpokenGuidance } from "./password-guidance.tsx";

/** Null where it doesn't arrive: the service judges all the same, once the form is sent. */
const fetchAdvisor = () => import("../password-advisor.ts").catch(() => null);

export interface NewPasswordFieldProps<Name extends string>
  extends Pick<FieldProps<Name>, "form" | "name" | "label"> {
  /** Whose password it becomes, where that is known by now. */
  email?: () => string | null | undefined;
}

/** A password to be chosen, with what helps to choose one while it is typed. It stays in the browser until it is sent. */
export function NewPasswordField<Name extends string>({ email, ...props }: NewPasswordFieldProps<Name>) {
  const { form, name } = props;
  const [advice, setAdvice] = useState<PasswordAdvice | null>(null);
  const turn = useRef(0);
  const isWrong = Boolean(form.errors[name]);

  async function advise(): Promise<void> {
    turn.current += 1;
    const mine = turn.current;
    const advisor = await fetchAdvisor();
    const next = advisor ? await advisor.advise(form.typed(name), email?.() ?? "") : null;
    if (mine === turn.current) setAdvice(next);
  }

  async function prepare(): Promise<void> {
    await (await fetchAdvisor())?.fetchLeakedPasswords();
    await advise();
  }

  useEffect(() => {
    const { current } = form.element;
    if (!current) return;
    // Of the whole form: the address that must not be in it may be typed after it.
    function onInput({ target }: Event): void {
      if (isWrong && target instanceof HTMLInputElement && target.name === name) form.forgive(name);
      void advise();
    }
    const onReset = () => setAdvice(null);
    current.addEventListener("input", onInput);
    current.addEventListener("reset", onReset);
    return () => {
      current.removeEventListener("input", onInput);
      current.removeEventListener("reset", onReset);
    };
  });

  // What the service has refused it for is said already.
  const shown = isWrong ? null : advice;
  return (
    <>
      <PasswordField
        {...props}
        autoComplete="new-password"
        hint={words().guidance.hint(PASSWORD_RULES.minLength)}
        input={{ onFocus: prepare }}
        note={shown && <PasswordGuidance advice={shown} />}
      />
      <SpokenGuidance advice={shown} />
    </>
  );
}
