/** What one part of an expression asks for: a metric, and which of its series. */
export interface Selector {
  metric: string;
  matchers: { label: string; operator: string; value: string }[];
}

export interface References {
  selectors: Selector[];
  /** Labels in `by`, `without`, `on`, `ignoring`, `group_left`, `group_right`. */
  grouping: string[];
}

const TOKEN =
  /(?<space>\s+|#[^\n]*)|(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)|(?<window>\[[^\]]*\])|(?<number>(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?(?:ms|[smhdwy])?)|(?<word>[a-zA-Z_:][a-zA-Z0-9_:]*)|(?<sign>=~|!~|!=|==|>=|<=|[-+*/%^=<>(){},@])/gy;

const LISTS = new Set(["by", "without", "on", "ignoring", "group_left", "group_right"]);
const OPERATORS = new Set(["and", "or", "unless", "bool", "offset", "atan2", "inf", "nan"]);

interface Token {
  kind: string;
  text: string;
}

/**
 * The metrics and labels that a PromQL expression names. It reads, and doesn't judge: whether an expression is well formed
 * is for promtool to say.
 * @throws {SyntaxError} on what is no token of PromQL
 */
export function references(expression: string): References {
  const tokens = tokensOf(expression);
  const found: References = { selectors: [], grouping: [] };
  let at = 0;
  const text = () => tokens[at]?.text;

  while (at < tokens.length) {
    const { kind, text: word } = tokens[at++] as Token;
    if (word === "{") throw new SyntaxError(`a selector without a metric in ${expression}`);
    if (kind !== "word" || OPERATORS.has(word.toLowerCase())) continue;
    if (LISTS.has(word)) found.grouping.push(...list());
    else if (text() !== "(" && !isAggregationBeforeList()) {
      found.selectors.push({ metric: word, matchers: text() === "{" ? matchers() : [] });
    }
  }
  return found;

  /** `sum by (x) (…)`: the word before the list is an aggregation, not a metric. */
  function isAggregationBeforeList(): boolean {
    return text() === "by" || text() === "without";
  }

  function list(): string[] {
    const labels: string[] = [];
    if (text() !== "(") return labels;
    for (at++; at < tokens.length && text() !== ")"; at++) {
      if (tokens[at]?.kind === "word") labels.push(text() as string);
    }
    at++;
    return labels;
  }

  function matchers(): Selector["matchers"] {
    const all: Selector["matchers"] = [];
    for (at++; at < tokens.length && text() !== "}"; at++) {
      if (tokens[at]?.kind !== "word") continue;
      const [label, operator, value] = tokens.slice(at, at + 3).map((token) => token.text);
      all.push({ label: label ?? "", operator: operator ?? "", value: (value ?? "").slice(1, -1) });
      at += 2;
    }
    at++;
    return all;
  }
}

function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.length) {
    const from = TOKEN.lastIndex;
    const groups = TOKEN.exec(expression)?.groups;
    if (!groups) throw new SyntaxError(`not PromQL: ${expression.slice(from)}`);
    const [kind, text] = Object.entries(groups).find(([, value]) => value !== undefined) as [string, string];
    if (kind !== "space") tokens.push({ kind, text });
  }
  return tokens;
}
