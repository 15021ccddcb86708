import { useRef, useState } from "preact/hooks";
import { GenkanError } from "../client/error.ts";
import { useHold } from "./hold.ts";

/** The life of a button that does one thing. A second press while it is busy is ignored. */
export function useAction(act: () => Promise<unknown>) {
  const isUnderWay = useRef(false);
  const [busy, setBusy] = useState(false);
  const { holding, pass, callOff } = useHold();
  const [failure, setFailure] = useState<GenkanError | null>(null);

  async function run(): Promise<void> {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setFailure(null);
    try {
      if (!(await pass())) return;
      setBusy(true);
      await act();
    } catch (error) {
      if (!(error instanceof GenkanError)) throw error;
      setFailure(error);
    } finally {
      isUnderWay.current = false;
      setBusy(false);
    }
  }

  return { busy, holding, callOff, failure, run };
}
