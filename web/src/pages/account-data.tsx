import "../styles/data.css";
import { DataCopy } from "../components/data-copy.tsx";
import { InsidePage } from "../components/inside-page.tsx";
import { Leaving } from "../components/leaving.tsx";
import { roomWords } from "../words/words.ts";

export function AccountDataPage() {
  const { title, lead, copy, leaving } = roomWords().data;
  return (
    <InsidePage title={title} lead={() => lead}>
      {(user) => (
        <>
          <section aria-labelledby="copy">
            <h2 id="copy">{copy.heading}</h2>
            <DataCopy />
          </section>
          <section aria-labelledby="leaving">
            <h2 id="leaving">{leaving.heading}</h2>
            <Leaving user={user} />
          </section>
        </>
      )}
    </InsidePage>
  );
}
