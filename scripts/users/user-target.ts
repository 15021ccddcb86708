import type { ImportedUser } from "./user-line.ts";

/** What is unique of a user. */
export interface UserKeys {
  id: string;
  email: string | null;
  phone: string | null;
  usernameKey: string | null;
}

/** The users of a database, as import and export need them. */
export interface UserTarget {
  /** Everybody who has one of these ids, addresses, numbers or usernames. */
  holders(wanted: readonly UserKeys[]): Promise<UserKeys[]>;
  /** Adds those with whom nobody collides. Answers with the ids that were added. */
  add(users: readonly ImportedUser[]): Promise<Set<string>>;
  /** Users in the order of their ids, from behind `after` on; without those who are being deleted. */
  page(after: string, limit: number): Promise<ImportedUser[]>;
  close(): Promise<void>;
}

/** The values that `holders` looks for, without the absent ones. */
export function keysOf(wanted: readonly UserKeys[]) {
  const present = (values: (string | null)[]) => values.filter((value) => value !== null);
  return {
    ids: wanted.map(({ id }) => id),
    emails: present(wanted.map(({ email }) => email)),
    phones: present(wanted.map(({ phone }) => phone)),
    usernameKeys: present(wanted.map(({ usernameKey }) => usernameKey)),
  };
}
