import { render } from "preact";
import { App } from "./app.tsx";
import { startAuth } from "./auth.ts";
import { holdToken } from "./mailed-token.ts";
import { startRouter } from "./router.ts";

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no #app");

holdToken();
startRouter();
startAuth();
render(<App />, root);
