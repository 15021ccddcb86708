import { useId } from "preact/hooks";
import { isLanguage, LANGUAGES } from "../../../workers/shared/language.ts";
import { toast } from "../toast.ts";
import { LANGUAGE_NAMES } from "../words/language-names.ts";
import { language, speak, words } from "../words/words.ts";

export function LanguageChoice() {
  const { shell } = words();
  const id = useId();
  async function choose(select: HTMLSelectElement): Promise<void> {
    if (!isLanguage(select.value)) return;
    await speak(select.value).catch(() => {
      select.value = language();
      toast(shell.languageMissing, "wrong");
    });
  }
  return (
    <div class="choice">
      <label class="unseen" for={id}>
        {shell.language}
      </label>
      <select id={id} value={language()} onChange={(event) => choose(event.currentTarget)}>
        {LANGUAGES.map((known) => (
          <option key={known} value={known} lang={known}>
            {LANGUAGE_NAMES[known]}
          </option>
        ))}
      </select>
    </div>
  );
}
