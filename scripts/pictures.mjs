// Makes a picture of every page and of its notable states, in both themes, at phone and desktop width: pictures/NAME-THEME-SIZE.png.
// Words after the command choose among them: `npm run pictures -- sign-in`.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const SCREENS = fileURLToPath(new URL("../pictures", import.meta.url));
const { status } = spawnSync(
  "playwright",
  [
    "test",
    "-c",
    "web/playwright.config.ts",
    "looks.spec.ts",
    ...process.argv.slice(2).flatMap((name) => ["-g", name]),
  ],
  { stdio: "inherit", env: { ...process.env, SCREENS } },
);
process.exit(status ?? 1);
