/** What a mail says, before it is laid out as HTML and as text. */
export interface Content {
  subject: string;
  /** What a list of mails shows beside the subject. No code: lists show on locked screens. */
  preheader: string;
  heading: string;
  blocks: Block[];
  /** Why this mail comes: somebody entered the address, or it belongs or belonged to an account. */
  reason: "entered" | "account" | "former_account";
}

export type Block =
  | { kind: "paragraph"; text: string }
  /** An aside in smaller print. */
  | { kind: "note"; text: string }
  /** One line each. */
  | { kind: "facts"; facts: Fact[] }
  | { kind: "button"; label: string; url: string }
  | { kind: "code"; code: string };

export interface Fact {
  label: string;
  value: string;
}

/** The service as its users know it. */
export interface Product {
  appName: string;
  appUrl: string;
}

export function linksOf({ blocks }: Content): string[] {
  return blocks.flatMap((block) => (block.kind === "button" ? [block.url] : []));
}

export function codeOf({ blocks }: Content): string | null {
  return blocks.find((block) => block.kind === "code")?.code ?? null;
}
