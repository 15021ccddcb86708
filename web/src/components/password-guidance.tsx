import { useEffect, useRef, useState } from "preact/hooks";
import type { Form } from "../form.ts";
import { fetchLeakedPasswords, isLeaked } from "../leaked-passwords.ts";
import { adviceOn, type PasswordAdvice } from "../password-advice.ts";
import { PASSWORD_RULES } from "../service-rules.ts";
import { roomWords } from "../words/words.ts";

/** Those who listen hear it once they pause, and not at each key. */
const PAUSE_MS = 900;

export interface GuidanceProps<Name extends string> {
  /** By which the field is described. */
  id: string;
  form: Form<Name>;
  name: Name;
  /** Whose password it becomes, where that is known by now. */
  email?: (() => string | null | undefined) | undefined;
}

/** One calm line on the password that is being typed, and the same for ears. */
export function PasswordGuidance<Name extends string>(props: GuidanceProps<Name>) {
  const advice = useAdvice(props);
  const text = advice ? textOf(advice) : "";
  const tone = advice && toneOf(advice);
  return (
    <>
      {tone && (
        <p id={props.id} class={`guidance guidance-${tone}`}>
          <Sign tone={tone} />
          {text}
        </p>
      )}
      <span class="unseen" role="status">
        {useSettled(text) || null}
      </span>
    </>
  );
}

function useAdvice<Name extends string>({ form, name, email }: GuidanceProps<Name>): PasswordAdvice | null {
  const [advice, setAdvice] = useState<PasswordAdvice | null>(null);
  const turn = useRef(0);
  const isWrong = Boolean(form.errors[name]);

  async function advise(): Promise<void> {
    turn.current += 1;
    const mine = turn.current;
    const next = await adviceOn(form.typed(name), email?.() ?? "", PASSWORD_RULES, isLeaked);
    if (mine === turn.current) setAdvice(next);
  }

  useEffect(() => {
    void advise();
    void fetchLeakedPasswords().then(advise);
  }, []);

  useEffect(() => {
    const { current } = form.element;
    // Of the whole form: the address that must not be in it may be typed after it.
    function onInput({ target }: Event): void {
      if (isWrong && target instanceof HTMLInputElement && target.name === name) form.forgive(name);
      void advise();
    }
    const onReset = () => setAdvice(null);
    current?.addEventListener("input", onInput);
    current?.addEventListener("reset", onReset);
    return () => {
      current?.removeEventListener("input", onInput);
      current?.removeEventListener("reset", onReset);
    };
  });

  // What the service has refused it for is said already.
  return isWrong ? null : advice;
}

/** The text as it was when it had stayed the same for a while. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

type Tone = "good" | "missing" | "wrong";

function toneOf({ say }: PasswordAdvice): Tone {
  if (say === "good") return "good";
  return say === "more" || say === "long" ? "missing" : "wrong";
}

function Sign({ tone }: { tone: Tone }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      {tone === "good" && <path d="M3 8.5l3.5 3.5L13 4.5" />}
      {tone === "missing" && <circle cx="8" cy="8" r="3" />}
      {tone === "wrong" && <path d="M8 3v6M8 13v.01" />}
    </svg>
  );
}

function textOf(advice: PasswordAdvice): string {
  const { guidance } = roomWords();
  switch (advice.say) {
    case "more":
      return guidance.more(advice.count);
    case "fewer":
      return guidance.fewer(advice.count);
    case "name":
      return guidance.name(PASSWORD_RULES.appName);
    default:
      return guidance[advice.say];
  }
}
