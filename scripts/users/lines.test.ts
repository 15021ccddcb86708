import { describe, expect, it } from "vitest";
import { LINE_MAX_BYTES, type Line, readLines } from "./lines.ts";

async function* chunks(parts: (string | Uint8Array)[]) {
  for (const part of parts) yield Buffer.from(part);
}

async function linesOf(
  parts: (string | Uint8Array)[],
  start?: { number: number; end: number },
): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of readLines(chunks(parts), start)) lines.push(line);
  return lines;
}

describe("the lines of a file", () => {
  it("are the same wherever it is cut, characters of several bytes included", async () => {
    const whole = Buffer.from('{"a":"é玄"}\n{"b":1}\n');
    const expected = await linesOf([whole]);
    expect(expected).toEqual([
      { number: 1, text: '{"a":"é玄"}', end: 14 },
      { number: 2, text: '{"b":1}', end: 22 },
    ]);
    for (let cut = 0; cut <= whole.length; cut++) {
      expect(await linesOf([whole.subarray(0, cut), whole.subarray(cut)])).toEqual(expected);
    }
  });

  it("count blank ones without being them, and need no newline at the end", async () => {
    expect(await linesOf(["a\n\n  \r\nb"])).toEqual([
      { number: 1, text: "a", end: 2 },
      { number: 4, text: "b", end: 8 },
    ]);
  });

  it("begin behind a byte order mark", async () => {
    expect(await linesOf(["\ufeffa\n"])).toEqual([{ number: 1, text: "a", end: 5 }]);
  });

  it("have no text when they are too long or no UTF-8, and go on behind", async () => {
    const long = "x".repeat(LINE_MAX_BYTES + 1);
    expect(await linesOf([long.slice(0, 9), `${long.slice(9)}\n`, Uint8Array.of(0xff, 10), "c\n"])).toEqual([
      { number: 1, text: null, end: long.length + 1 },
      { number: 2, text: null, end: long.length + 3 },
      { number: 3, text: "c", end: long.length + 5 },
    ]);
    expect(await linesOf([long.slice(1)])).toMatchObject([{ text: long.slice(1) }]);
  });

  it("go on from where somebody stopped", async () => {
    const file = Buffer.from("a\n\nb\nc\n");
    const [, b] = await linesOf([file]);
    expect(await linesOf([file.subarray(b?.end)], b)).toEqual([{ number: 4, text: "c", end: 7 }]);
  });
});
