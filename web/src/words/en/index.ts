import { data } from "./data.tsx";
import { guidance } from "./guidance.tsx";
import { mishaps } from "./mishaps.tsx";
import { shell } from "./shell.tsx";

export const words = { data, guidance, mishaps, shell };

/** What each language has to say. English is where the words begin; the compiler asks the others for theirs. */
export type Words = typeof words;
