import { useState } from "preact/hooks";
import { GenkanError } from "../client/error.ts";

/** The life of a button that does one thing. A second press while it is busy is ignored. */
export function useAction(act: () => Promise<unknown>) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<GenkanError | null>(null);

  async function run(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await act();
    } catch (error) {
      if (!(error instanceof GenkanError)) throw error;
      setFailure(error);
    } finally {
      setBusy(false);
    }
  }

  return { busy, failure, run };
}
