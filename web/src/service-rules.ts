import { PASSWORD_MIN_FLOOR } from "../../workers/shared/limits.ts";

const { appName, passwordMin } = document.documentElement.dataset;

/** Settings of the service that pages speak of: it writes them into the page. */
export const PASSWORD_RULES = {
  minLength: Number(passwordMin ?? PASSWORD_MIN_FLOOR),
  appName: appName ?? "Genkan",
};
