import { useEffect, useId, useState } from "preact/hooks";
import { isLanguage, LANGUAGES, type Language } from "../../../workers/shared/language.ts";
import { GenkanError } from "../../client/error.ts";
import { client } from "../auth.ts";
import { textOf } from "../texts.ts";
import { toast } from "../toast.ts";
import { LANGUAGE_NAMES } from "../words/language-names.ts";
import { roomWords, speak, words } from "../words/words.ts";

/** What mails to this account are written in; pages here follow. */
export function AccountLanguage() {
  const { language: w } = roomWords().account;
  const id = useId();
  /** Undefined until it is known. */
  const [chosen, setChosen] = useState<Language | null>();
  useEffect(() => {
    client
      .preferences()
      .then(({ language }) => setChosen(language))
      .catch(tell);
  }, []);

  async function choose(value: string): Promise<void> {
    const before = chosen;
    const language = isLanguage(value) ? value : null;
    setChosen(language);
    try {
      await client.setPreferences({ language });
    } catch (error) {
      setChosen(before);
      return tell(error);
    }
    if (language) await speak(language).catch(() => toast(words().shell.languageMissing, "wrong"));
    toast(roomWords().account.saved, "good");
  }

  return (
    <div class="field">
      <label for={id}>{w.label}</label>
      <p class="hint" id={`${id}-hint`}>
        {w.hint}
      </p>
      <select
        class="select"
        id={id}
        value={chosen ?? ""}
        disabled={chosen === undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="">{w.none}</option>
        {LANGUAGES.map((known) => (
          <option key={known} value={known} lang={known}>
            {LANGUAGE_NAMES[known]}
          </option>
        ))}
      </select>
    </div>
  );
}

function tell(error: unknown): void {
  if (!(error instanceof GenkanError)) throw error;
  toast(textOf(error), "wrong");
}
