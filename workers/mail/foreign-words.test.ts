import { describe, expect, it } from "vitest";
import { foreignWords } from "./foreign-words.ts";

describe("foreign words", () => {
  it.each([
    ["Mobile Safari on iOS", "Mobile Safari on iOS"],
    ["Chrome 128.0.1 on Windows (x64)", "Chrome 128.0.1 on Windows (x64)"],
    ["São Paulo, BR", "São Paulo, BR"],
    ["Côte d'Ivoire", "Côte d'Ivoire"],
    ["St. Gallen", "St. Gallen"],
    ["北京市", "北京市"],
    ["www.evil.example", "www evil example"],
    ["evil.123.example", "evil 123 example"],
    ["\ud800x\n\ty", "x y"],
    ["\u200b\u202e", ""],
  ])("of %j are %j", (text, words) => {
    expect(foreignWords(text)).toBe(words);
  });

  it("are at most 80 characters, whole ones", () => {
    const words = foreignWords("𝒜".repeat(200));
    expect([...words]).toHaveLength(80);
    expect(words.isWellFormed()).toBe(true);
    expect(words.endsWith("…")).toBe(true);
  });
});
