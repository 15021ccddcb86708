import { words } from "../words/words.ts";
import { LanguageChoice } from "./language-choice.tsx";
import { ThemeChoice } from "./theme-choice.tsx";

export function Footer() {
  const { shell } = words();
  return (
    <footer class="footer">
      <ul class="footer-links">
        <li>
          <a href="/docs">{shell.reference}</a>
        </li>
        <li>
          <a href="/status">{shell.status}</a>
        </li>
      </ul>
      <div class="footer-choices">
        <LanguageChoice />
        <ThemeChoice />
      </div>
    </footer>
  );
}
