import { render } from "preact";
import { startAccountLanguage } from "./account-language.ts";
import { App, loadPage } from "./app.tsx";
import { startAuth } from "./auth.ts";
import { tellOfFaults } from "./fault.ts";
import { holdToken } from "./mailed-token.ts";
import { startRouter } from "./router.ts";
import { startWords } from "./words/words.ts";

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no #app");

holdToken();
startRouter(loadPage);
startAuth();
startAccountLanguage();
startWords().then(
  () => {
    tellOfFaults();
    render(<App />, root);
  },
  () => document.getElementById("stalled")?.removeAttribute("hidden"),
);
