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
  "/account/data",
  "/goodbye",
  "/confirm-email-change",
  "/undo-email-change",
  "/not-me",
  "/session-ended",
  "/hmm",
  "/oops",
  "/status",
] as const;

export type PagePath = (typeof PAGE_PATHS)[number];

export function isPagePath(path: string): path is PagePath {
  return PAGE_PATHS.some((known) => known === path);
}
