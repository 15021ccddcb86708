import { shell } from "./shell.tsx";

export const words = { shell };

/** What each language has to say. English is where the words begin; the compiler asks the others for theirs. */
export type Words = typeof words;
