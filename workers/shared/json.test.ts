import { describe, expect, it } from "vitest";
import { parseJsonObject, readBody } from "./json.ts";

const parse = (text: string) => parseJsonObject(new TextEncoder().encode(text));

describe("one JSON object", () => {
  it.each([
    ["{}", {}],
    [' {"a": [1, {"b": "c:d {[\\"]"}]} ', { a: [1, { b: 'c:d {["]' }] }],
    ['{"a":{"a":{"a":1}}}', { a: { a: { a: 1 } } }],
    ['{"\\u0061":1,"b":"\\\\"}', { a: 1, b: "\\" }],
  ])("is read: %s", (text, value) => {
    expect(parse(text)).toEqual(value);
  });

  it.each(["", " ", "[]", "1", "null", '"x"', "{", "{}{}", "\uFEFF{}", "{'a':1}", '{"a":1,}'])(
    "is not: %s",
    (text) => {
      expect(parse(text)).toBeNull();
    },
  );

  it.each(['{"a":1,"a":2}', '{"a":{"b":1,"b":2}}', '{"a":[{"b":1,"b":1}]}', '{"a":1,"\\u0061":2}'])(
    "names no key twice: %s",
    (text) => {
      expect(parse(text)).toBeNull();
    },
  );

  it("has 32 levels at the most, brackets in texts aside", () => {
    expect(parse(`{"a":${"[".repeat(31)}${"]".repeat(31)}}`)).not.toBeNull();
    expect(parse(`{"a":${"[".repeat(32)}${"]".repeat(32)}}`)).toBeNull();
    expect(parse(`{"a":"${"[".repeat(100)}"}`)).not.toBeNull();
  });

  it("is strict UTF-8", () => {
    expect(parseJsonObject(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toBeNull();
  });
});

describe("a body that breaks off", () => {
  it("is the client's fault", async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(3)),
      pull: (controller) => controller.error(new Error("Network connection lost")),
    });
    const request = new Request("http://localhost/", { method: "POST", body, duplex: "half" } as RequestInit);
    await expect(readBody(request)).rejects.toMatchObject({ code: "invalid_json" });
  });
});
