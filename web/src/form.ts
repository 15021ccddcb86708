import { useEffect, useRef, useState } from "preact/hooks";
import { GenkanError, type KnownErrorCode } from "../client/error.ts";
import { useHold } from "./hold.ts";
import { textOf, textOfField } from "./texts.ts";

type Read<Name extends string> = (name: Name) => string;
type Errors<Name extends string> = Partial<Record<Name, string | undefined>>;

export interface FormOptions<Name extends string> {
  fields: readonly Name[];
  /** What is wrong before anything is sent, by field. */
  check(read: Read<Name>): Errors<Name>;
  send(read: Read<Name>): Promise<unknown>;
  /** Codes that are about one field, though the service names none. */
  fieldFor?: { [code in KnownErrorCode]?: Name };
  /** The field that the service means where it calls it something else. */
  pathFor?: Record<string, Name>;
}

export type Form<Name extends string> = ReturnType<typeof useForm<Name>>;

/** The life of one form. Inputs keep their own values, so whatever fails, what was typed stays. */
export function useForm<Name extends string>({
  fields,
  check,
  send,
  fieldFor = {},
  pathFor = {},
}: FormOptions<Name>) {
  const element = useRef<HTMLFormElement>(null);
  /** Two presses may come before anything is drawn. */
  const isUnderWay = useRef(false);
  const [busy, setBusy] = useState(false);
  const { holding, pass, callOff } = useHold();
  const [errors, setErrors] = useState<Errors<Name>>({});
  const [failure, setFailure] = useState<GenkanError | null>(null);
  const [refusals, setRefusals] = useState(0);

  useEffect(() => {
    if (refusals > 0) element.current?.querySelector<HTMLInputElement>("[aria-invalid=true]")?.focus();
  }, [refusals]);

  function refuse(wrong: Errors<Name>, because: GenkanError | null): void {
    setErrors(wrong);
    setFailure(because);
    setRefusals((count) => count + 1);
  }

  function errorsOf(error: GenkanError): Errors<Name> {
    const wrong: Errors<Name> = {};
    const codes = new Map<string, Name | undefined>(Object.entries(fieldFor));
    for (const name of fields) {
      const named = error.errors.find(({ path }) => (pathFor[path] ?? path) === name);
      if (named) wrong[name] = textOfField(named);
      else if (codes.get(error.code) === name) wrong[name] = textOf(error);
    }
    return wrong;
  }

  async function onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isUnderWay.current || !element.current) return;
    const data = new FormData(element.current, event.submitter);
    const read = (name: Name) => String(data.get(name) ?? "");
    const wrong = check(read);
    if (Object.values(wrong).some(Boolean)) return refuse(wrong, null);
    isUnderWay.current = true;
    setErrors({});
    setFailure(null);
    try {
      if (!(await pass())) return;
      setBusy(true);
      await send(read);
    } catch (error) {
      if (!(error instanceof GenkanError)) throw error;
      const named = errorsOf(error);
      refuse(named, Object.keys(named).length > 0 ? null : error);
    } finally {
      isUnderWay.current = false;
      setBusy(false);
    }
  }

  /** What stands in a field now. */
  function typed(name: Name): string {
    return String(new FormData(element.current ?? undefined).get(name) ?? "");
  }

  /** What was wrong with a field is not, or not surely, wrong with what is typed into it after that. */
  function forgive(name: Name): void {
    setErrors(({ [name]: _, ...others }) => others as Errors<Name>);
  }

  return { element, busy, holding, callOff, errors, failure, onSubmit, typed, forgive };
}
