import { activity } from "./activity.tsx";
import { devices } from "./devices.tsx";
import { sessions } from "./sessions.tsx";
import { shell } from "./shell.tsx";

export const words = { shell, devices, sessions, activity };

/** What each language has to say. English is where the words begin; the compiler asks the others for theirs. */
export type Words = typeof words;
