import { expect, it } from "vitest";
import { replyTo } from "./close-codes.ts";

it("answers a Close with its code, and never with one that no frame may carry", () => {
  for (const code of [1000, 1001, 1008, 3000, 4999]) expect(replyTo(code)).toBe(code);
  for (const code of [1004, 1005, 1006, 1015]) expect(replyTo(code)).toBeUndefined();
});
