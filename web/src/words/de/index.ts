import type { Words } from "../en/index.ts";
import { activity } from "./activity.tsx";
import { devices } from "./devices.tsx";
import { sessions } from "./sessions.tsx";
import { shell } from "./shell.tsx";

export const words: Words = { shell, devices, sessions, activity };
