import { errors } from "./errors.tsx";
import { home } from "./home.tsx";
import { service } from "./service.tsx";
import { shell } from "./shell.tsx";
import { waysIn } from "./ways-in.tsx";

export const words = {
  errors,
  home,
  service,
  shell,
  waysIn,
};

/** What each language has to say to whoever stands at the door. English is where the words begin; the compiler asks the others for theirs. */
export type Words = typeof words;
