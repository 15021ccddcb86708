import { abuse } from "./abuse.ts";
import { dependencies } from "./dependencies.ts";
import { exporter } from "./exporter.ts";
import { overview } from "./overview.ts";
import { sessions } from "./sessions.ts";
import { signIn } from "./sign-in.ts";

/** By the name of their file in ops/grafana/dashboards. */
export const DASHBOARDS = {
  overview,
  "sign-in": signIn,
  abuse,
  sessions,
  dependencies,
  exporter,
};
