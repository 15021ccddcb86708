import { AccountHistory } from "../components/account-history.tsx";
import { InsidePage } from "../components/inside-page.tsx";
import "../styles/activity.css";
import { words } from "../words/words.ts";

export function ActivityPage() {
  const { activity, shell } = words();
  return (
    <InsidePage title={shell.inside.activity} lead={() => activity.lead}>
      {(user) => <AccountHistory user={user} />}
    </InsidePage>
  );
}
