import { useState } from "preact/hooks";
import type { DataExport } from "../../client/types.ts";
import { client } from "../auth.ts";
import { useForm } from "../form.ts";
import { roomWords } from "../words/words.ts";
import { ExportPreview } from "./export-preview.tsx";
import { GuardedForm } from "./guarded-form.tsx";

/** Gathers all that is stored, shows what that is, and only then offers it as a file. */
export function DataCopy() {
  const { copy } = roomWords().data;
  const [found, setFound] = useState<DataExport | null>(null);
  const form = useForm({
    fields: [],
    check: () => ({}),
    async send() {
      setFound(await client.exportData());
    },
  });
  if (found) return <ExportPreview key={found.exportedAt} found={found} again={() => setFound(null)} />;
  return (
    <>
      <p class="aside">{copy.aside}</p>
      <GuardedForm form={form} submit={copy.gather} busy={copy.gathering} provenBy="password or code">
        {form.busy && <progress class="gathering" aria-label={copy.gathering} />}
      </GuardedForm>
    </>
  );
}
