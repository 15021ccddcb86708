import { account } from "./account.tsx";
import { errors } from "./errors.tsx";
import { home } from "./home.tsx";
import { links } from "./links.tsx";
import { shell } from "./shell.tsx";
import { waysIn } from "./ways-in.tsx";

export const words = {
  account,
  errors,
  home,
  links,
  shell,
  waysIn,
};

/** What each language has to say. English is where the words begin; the compiler asks the others for theirs. */
export type Words = typeof words;
