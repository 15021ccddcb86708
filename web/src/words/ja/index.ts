import type { Words } from "../en/index.ts";
import { errors } from "./errors.tsx";
import { home } from "./home.tsx";
import { service } from "./service.tsx";
import { shell } from "./shell.tsx";
import { waysIn } from "./ways-in.tsx";

export const words: Words = {
  errors,
  home,
  service,
  shell,
  waysIn,
};
