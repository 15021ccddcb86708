import { expect, it } from "vitest";
import { withLeft } from "./fading.ts";

const list = (ids: string) => [...ids].map((id) => ({ id }));
const shown = (before: string, after: string) =>
  withLeft(list(before), list(after))
    .map(({ id }) => id)
    .join("");

it("what has left stays where it was for a moment, whatever came meanwhile", () => {
  expect(shown("abc", "ac")).toBe("abc");
  expect(shown("abc", "bc")).toBe("abc");
  expect(shown("abcd", "ad")).toBe("abcd");
  expect(shown("abc", "xac")).toBe("xabc");
  expect(shown("abc", "")).toBe("abc");
  expect(shown("", "ab")).toBe("ab");
});
