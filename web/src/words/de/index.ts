import type { Words } from "../en/index.ts";
import { account } from "./account.tsx";
import { errors } from "./errors.tsx";
import { home } from "./home.tsx";
import { links } from "./links.tsx";
import { shell } from "./shell.tsx";
import { waysIn } from "./ways-in.tsx";

export const words: Words = {
  account,
  errors,
  home,
  links,
  shell,
  waysIn,
};
