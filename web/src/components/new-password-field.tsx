import { useId, useState } from "preact/hooks";
import { PASSWORD_RULES } from "../service-rules.ts";
import { loadRoomWords, words } from "../words/words.ts";
import type { FieldProps } from "./field.tsx";
import { PasswordField } from "./password-field.tsx";
import type { GuidanceProps } from "./password-guidance.tsx";

export interface NewPasswordFieldProps<Name extends string>
  extends Pick<FieldProps<Name>, "form" | "name" | "label">,
    Pick<GuidanceProps<Name>, "email"> {}

/** Comes with the first focus on such a field: most visitors choose no password. */
let Guidance: typeof import("./password-guidance.tsx").PasswordGuidance | null = null;

async function loadGuidance(): Promise<void> {
  const [module] = await Promise.all([import("./password-guidance.tsx"), loadRoomWords()]);
  Guidance = module.PasswordGuidance;
}

/** A password to be chosen, with what helps to choose one while it is typed. It stays in the browser until it is sent. */
export function NewPasswordField<Name extends string>({ email, ...props }: NewPasswordFieldProps<Name>) {
  const [isGuided, setGuided] = useState(Guidance !== null);
  const id = useId();

  function guide(): void {
    // Without it the service still says what is wrong, once it is sent.
    if (!isGuided)
      loadGuidance().then(
        () => setGuided(true),
        () => undefined,
      );
  }

  return (
    <div class="guided">
      <PasswordField
        {...props}
        autoComplete="new-password"
        hint={words().waysIn.fields.newPasswordHint(PASSWORD_RULES.minLength)}
        describedBy={isGuided ? id : undefined}
        input={{ onFocus: guide }}
      />
      {isGuided && Guidance && <Guidance id={id} form={props.form} name={props.name} email={email} />}
    </div>
  );
}
