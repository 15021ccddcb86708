import { InsidePage } from "../components/inside-page.tsx";
import { words } from "../words/words.ts";

export function ActivityPage() {
  return <InsidePage title={words().shell.inside.activity}>{() => null}</InsidePage>;
}
