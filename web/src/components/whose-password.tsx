/** Unseen: so that a password manager knows whose password stands beside it. */
export function WhosePassword({ name }: { name: string }) {
  return <input type="text" name="username" autoComplete="username" value={name} readOnly hidden />;
}
