let typed = "";

/** Whoever has typed an address on one way in need not type it again on the next. */
export function rememberAddress(text: string): void {
  typed = text.trim();
}

/** Empty when what was typed is a username, or nothing was. */
export function typedAddress(): string {
  return typed.includes("@") ? typed : "";
}

/** An address or a username. */
export function typedIdentifier(): string {
  return typed;
}

/** The next person at this computer need not see it. */
export function forgetAddress(): void {
  typed = "";
}
