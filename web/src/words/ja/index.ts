import type { Words } from "../en/index.ts";
import { data } from "./data.tsx";
import { guidance } from "./guidance.tsx";
import { mishaps } from "./mishaps.tsx";
import { shell } from "./shell.tsx";

export const words: Words = { data, guidance, mishaps, shell };
