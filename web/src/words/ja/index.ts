import type { Words } from "../en/index.ts";
import { shell } from "./shell.tsx";

export const words: Words = { shell };
