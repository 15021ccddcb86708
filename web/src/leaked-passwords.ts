import { isListed, readPasswordList } from "../../workers/passwords/password-list.ts";

let records: Uint8Array | null = null;

/** The list that the service itself looks into, so that no password leaves the browser to be judged. */
export async function fetchLeakedPasswords(): Promise<void> {
  if (records) return;
  // Without it the service still looks when the form is sent.
  const answer = await fetch("/common-passwords.bin").catch(() => null);
  if (answer?.ok) records = readPasswordList(new Uint8Array(await answer.arrayBuffer()));
}

/** Null while the list isn't there. */
export async function isLeaked(password: string): Promise<boolean | null> {
  return records && isListed(records, password);
}
