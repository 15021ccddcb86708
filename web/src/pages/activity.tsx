import { AccountHistory } from "../components/account-history.tsx";
import { InsidePage } from "../components/inside-page.tsx";
import "../styles/activity.css";
import { roomWords, words } from "../words/words.ts";

export function ActivityPage() {
  const { shell } = words();
  const { activity } = roomWords();
  return (
    <InsidePage title={shell.inside.activity} lead={() => activity.lead}>
      {(user) => <AccountHistory user={user} />}
    </InsidePage>
  );
}
