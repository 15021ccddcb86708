/** What a mail says, before it is laid out as HTML and as text. */
export interface Content {
  subject: string;
  /** What a list of mails shows beside the subject. */
  preheader: string;
  heading: string;
  blocks: Block[];
}

export type Block =
  | { kind: "paragraph"; text: string }
  /** An aside in smaller print. */
  | { kind: "note"; text: string }
  | { kind: "button"; label: string; url: string }
  | { kind: "code"; code: string };

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
