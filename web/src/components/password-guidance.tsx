import { useEffect, useState } from "preact/hooks";
import type { PasswordAdvice } from "../password-advice.ts";
import { PASSWORD_RULES } from "../service-rules.ts";
import { words } from "../words/words.ts";

/** Those who listen hear it once they pause, and not at each key. */
const PAUSE_MS = 900;

/** One calm line on the password that is being typed. */
export function PasswordGuidance({ advice }: { advice: PasswordAdvice }) {
  return (
    <p class={`guidance guidance-${toneOf(advice)}`}>
      <Sign tone={toneOf(advice)} />
      {textOf(advice)}
    </p>
  );
}

/** The same for ears. The region is there from the start: one that comes with its words isn't read out. */
export function SpokenGuidance({ advice }: { advice: PasswordAdvice | null }) {
  const text = advice ? textOf(advice) : "";
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <span class="unseen" role="status">
      {said || null}
    </span>
  );
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
  const { guidance } = words();
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

type Tone = "good" | "missing" | "wrong";

function toneOf({ say }: PasswordAdvice): Tone {
  if (say === "good") return "good";
  return say === "more" || say === "long" ? "missing" : "wrong";
}
