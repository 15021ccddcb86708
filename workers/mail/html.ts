/** Markup, which goes into other markup as it is; every string is escaped on its way in. */
export interface Html {
  readonly markup: string;
}

type Value = string | Html | readonly Html[];

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Only for text and for attribute values in quotes. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return { markup: parts.reduce((markup, part, i) => markup + insert(values[i - 1] ?? "") + part) };
}

function insert(value: Value): string {
  if (typeof value === "string") return value.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
  return "markup" in value ? value.markup : value.map((each) => each.markup).join("");
}
