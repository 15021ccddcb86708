/** The paths that are pages. The Worker reads this list too, so the file imports nothing. */
export const PAGE_PATHS = [
  "/",
  "/sign-up",
  "/check-mail",
  "/confirm",
  "/sign-in",
  "/sign-in/code",
  "/magic-link",
  "/forgot-password",
  "/reset-password",
  "/account",
  "/account/sessions",
  "/account/activity",
  "/confirm-email-change",
  "/undo-email-change",
  "/not-me",
  "/status",
] as const;

export type PagePath = (typeof PAGE_PATHS)[number];

export function isPagePath(path: string): path is PagePath {
  return PAGE_PATHS.some((known) => known === path);
}
