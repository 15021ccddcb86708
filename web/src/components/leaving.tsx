import { useState } from "preact/hooks";
import type { User } from "../../client/types.ts";
import { roomWords } from "../words/words.ts";
import { DeleteAccount } from "./delete-account.tsx";

/** What happens when somebody leaves for good; the act itself is behind a second step. */
export function Leaving({ user }: { user: User }) {
  const { leaving } = roomWords().data;
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <ol class="course">
        {leaving.steps.map(([when, what]) => (
          <li key={when}>
            <strong>{when}</strong>
            <p>{what}</p>
          </li>
        ))}
      </ol>
      <p>
        {leaving.copyFirst} <a href="#copy">{leaving.toCopy}</a>
      </p>
      <p class="actions">
        <button type="button" class="button button-quiet button-leave" onClick={() => setAsked(true)}>
          {leaving.begin}
        </button>
      </p>
      {isAsked && <DeleteAccount user={user} onKeep={() => setAsked(false)} />}
    </>
  );
}
