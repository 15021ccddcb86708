import { useId } from "preact/hooks";
import { chooseTheme, useTheme } from "../theme.ts";
import { isTheme } from "../theme-cookie.ts";
import { words } from "../words/words.ts";

export function ThemeChoice() {
  const { theme, themes } = words().shell;
  const chosen = useTheme();
  const id = useId();
  const choose = (value: string) => chooseTheme(isTheme(value) ? value : null);
  return (
    <div class="choice">
      <label class="unseen" for={id}>
        {theme}
      </label>
      <select id={id} value={chosen ?? "system"} onChange={(event) => choose(event.currentTarget.value)}>
        {Object.entries(themes).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
