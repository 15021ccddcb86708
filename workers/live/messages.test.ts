import { describe, expect, expectTypeOf, it } from "vitest";
import type { ServerFrame as FrameOfLibrary } from "../../web/client/frame.ts";
import { parseMessage, type ServerFrame } from "./messages.ts";

describe("a frame", () => {
  it.each([
    ['{"type":"ping"}', { type: "ping" }],
    [' { "type" : "ping" } ', { type: "ping" }],
    ['{"type":"echo","payload":null}', { type: "echo", payload: null }],
    ['{"type":"echo","payload":{"a":[1]}}', { type: "echo", payload: { a: [1] } }],
    ['{"type":"reauth","access":"x"}', { type: "reauth", access: "x" }],
    ['{"type":"reauth","ticket":""}', { type: "reauth", ticket: "" }],
  ])("%s is read", (frame, message) => {
    expect(parseMessage(frame)).toEqual(message);
  });

  it.each([
    "",
    "x",
    "null",
    "1",
    "[]",
    '"ping"',
    "{}",
    "{",
    '{"type":7}',
    '{"type":null}',
    '{"type":["ping"]}',
    '{"type":"ping","surprise":1}',
    '{"type":"ping","__proto__":{"admin":true}}',
    '{"__proto__":{"type":"ping"}}',
    '{"type":"ping","type":"ping"}',
    '{"type":"echo"}',
    '{"type":"reauth"}',
    '{"type":"reauth","access":7}',
    '{"type":"reauth","access":"x","ticket":"y"}',
    '{"type":"reauth","access":null}',
    `{"type":"echo","payload":${"[".repeat(32)}${"]".repeat(32)}}`,
    `{"type":"echo","payload":${"[".repeat(8_000)}${"]".repeat(8_000)}}`,
    "\uFEFF{}",
    '{"type":"ping"}\0',
    new TextEncoder().encode('{"type":"ping"}').buffer as ArrayBuffer,
    new ArrayBuffer(0),
  ])("%s is not valid", (frame) => {
    expect(parseMessage(frame)).toEqual({ error: "invalid_message" });
  });

  it.each(["", "PING", "pong", "connected", "__proto__", "constructor", "subscribe"])(
    "of type %s is of an unknown one",
    (type) => {
      expect(parseMessage(JSON.stringify({ type, payload: 1 }))).toEqual({ error: "unknown_type" });
    },
  );
});

describe("what the server sends", () => {
  // Checked by the compiler. The browser library is copied into other projects, and so has types of its own.
  it("is what the browser library takes it for", () => {
    expectTypeOf<FrameOfLibrary>().toEqualTypeOf<ServerFrame>();
  });
});
