import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { serviceWith } from "../testing/service-with.ts";
import { browser, closeAll, connect, type Frame, hubsSettle, type TestSocket } from "../testing/socket.ts";
import { createVisitor, signUp } from "../testing/visitor.ts";
import { hubName } from "./hub-name.ts";

/** The limits of real life; the test run's own are a thousand times wider. */
const strict = serviceWith({ LIMIT_SCALE: "1" });
const opened: TestSocket[] = [];

afterEach(() => {
  vi.useRealTimers();
  closeAll(opened);
});

afterAll(hubsSettle);

async function somebody() {
  const visitor = createVisitor();
  const { user } = await signUp(visitor);
  const hub = env.HUB.getByName(hubName("local", user.id));
  const open = async () => {
    const socket = await connect("/ws", browser(visitor), (request) => strict("/ws", request));
    opened.push(socket);
    await socket.next("connected");
    return socket;
  };
  return { open, sleep: () => evictDurableObject(hub) };
}

const errorCode = async (socket: TestSocket) => (await socket.next("error")).payload.code;

describe("a frame", () => {
  it("ping gets pong with the time, the text ping the text pong", async () => {
    const socket = await (await somebody()).open();
    socket.send({ type: "ping" });
    const { payload } = await socket.next("pong");
    expect(Math.abs(Date.parse(payload.timestamp) - Date.now())).toBeLessThan(5_000);
    expect(payload.timestamp).toBe(new Date(payload.timestamp).toISOString());
    socket.send("ping");
    await socket.text("pong");
  });

  it("echo comes back as it was, to the byte", async () => {
    const socket = await (await somebody()).open();
    for (const frame of [
      '{"type":"echo","payload":{"b":1,"a":[true,null,"é\\u0000"]}}',
      '{"payload":12345678901234567890.0e1,"type":"echo"}',
      '{"type":"echo","payload":{"__proto__":{"admin":true}}}',
    ]) {
      const came = new Promise((resolve) =>
        socket.ws.addEventListener("message", ({ data }) => resolve(data), { once: true }),
      );
      socket.ws.send(frame);
      expect(await came).toBe(frame);
    }
  });

  it.each([
    ["binary", new TextEncoder().encode('{"type":"ping"}'), "invalid_message"],
    ["broken", "{", "invalid_message"],
    ["nested", `{"type":"echo","payload":${"[".repeat(8_000)}${"]".repeat(8_000)}}`, "invalid_message"],
    ["with a prototype", '{"type":"ping","__proto__":{"type":"echo"}}', "invalid_message"],
    ["with NUL", '{"type":"ping"}\u0000', "invalid_message"],
    ["of an unknown type", '{"type":"subscribe","user":"usr_1"}', "unknown_type"],
    ["of one of ours", '{"type":"session_revoked","payload":{}}', "unknown_type"],
    ["with a bad token", '{"type":"reauth","access":"x"}', "unauthenticated"],
    ["with a bad ticket", '{"type":"reauth","ticket":"x"}', "unauthenticated"],
  ])("%s is refused, and the socket lives on", async (_, frame, code) => {
    const socket = await (await somebody()).open();
    socket.ws.send(frame);
    expect((await socket.next("error")).payload).toEqual({ code, message: expect.any(String) });
    socket.send({ type: "ping" });
    await socket.next("pong");
    expect(socket.isOpen()).toBe(true);
  });

  it("of 16 KiB is read; of a byte more, counted in bytes, it closes this socket and no other", async () => {
    const { open } = await somebody();
    const [socket, other] = [await open(), await open()];
    const frame = (bytes: number) => `{"type":"echo","payload":"${"x".repeat(bytes - 28)}"}`;
    expect(frame(16_384)).toHaveLength(16_384);
    socket.ws.send(frame(16_384));
    expect((await socket.next("echo")).payload).toHaveLength(16_356);
    // 16,384 characters, a byte more.
    socket.ws.send(frame(16_384).replace("xx", "éx"));
    expect(await errorCode(socket)).toBe("too_large");
    expect(await socket.closed()).toMatchObject({ code: 1009 });
    other.ws.send(new Uint8Array(1_000_000));
    expect(await other.closed()).toMatchObject({ code: 1009 });
    const third = await open();
    third.send({ type: "ping" });
    await third.next("pong");
  });

  it("that is bad is the last when it is the tenth, sleep between them or not; refused tokens count", async () => {
    const { open, sleep } = await somebody();
    const [socket, other] = [await open(), await open()];
    for (let n = 1; n <= 4; n++) socket.send("{");
    for (let n = 1; n <= 4; n++) expect(await errorCode(socket)).toBe("invalid_message");
    await sleep();
    socket.send({ type: "nothing" });
    expect(await errorCode(socket)).toBe("unknown_type");
    for (let n = 6; n <= 9; n++) {
      socket.send({ type: "reauth", access: "x" });
      expect(await errorCode(socket)).toBe("unauthenticated");
    }
    socket.send({ type: "ping" });
    await socket.next("pong");
    socket.send("{}");
    expect(await errorCode(socket)).toBe("invalid_message");
    expect(await socket.closed()).toMatchObject({ code: 1008 });
    other.send({ type: "ping" });
    await other.next("pong");
  });
});

describe("a flood", () => {
  // However long this machine takes for it, it comes at once.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  });

  it("is answered 50 times at once, then refused, and the 50th refusal closes; others are untouched", async () => {
    const { open } = await somebody();
    const [socket, other] = [await open(), await open()];
    for (let n = 0; n < 120; n++) socket.send({ type: "echo", payload: n });
    expect(await socket.closed()).toMatchObject({ code: 4429 });
    const frames = socket.frames as Frame[];
    expect(frames.filter(({ type }) => type === "echo").map(({ payload }) => payload)).toEqual(
      Array.from({ length: 50 }, (_, n) => n),
    );
    const errors = frames.filter(({ type }) => type === "error");
    expect(errors).toHaveLength(50);
    for (const { payload } of errors) expect(payload.code).toBe("rate_limited");
    other.send({ type: "ping" });
    await other.next("pong");
  });

  it("that ends in time closes nothing, and counts as no bad frame", async () => {
    const socket = await (await somebody()).open();
    for (let n = 0; n < 65; n++) socket.send({ type: "ping" });
    for (let n = 0; n < 15; n++) expect(await errorCode(socket)).toBe("rate_limited");
    vi.setSystemTime(Date.now() + 2_000);
    socket.send({ type: "echo", payload: "after" });
    await socket.next("echo");
    expect(socket.isOpen()).toBe(true);
  });

  it("of text pings is none", async () => {
    const socket = await (await somebody()).open();
    for (let n = 0; n < 300; n++) socket.send("ping");
    await expect.poll(() => socket.frames.filter((frame) => frame === "pong").length).toBe(300);
    expect(socket.count("error")).toBe(0);
  });

  it("is remembered in sleep", async () => {
    const { open, sleep } = await somebody();
    const socket = await open();
    for (let n = 0; n < 80; n++) socket.send({ type: "ping" });
    for (let n = 0; n < 30; n++) await socket.next("error");
    await sleep();
    vi.setSystemTime(Date.now() + 2_000);
    for (let n = 0; n < 70; n++) socket.send({ type: "ping" });
    expect(await socket.closed()).toMatchObject({ code: 4429 });
  });
});

describe("a socket", () => {
  it("survives the sleep of its hub, and still knows whose it is", async () => {
    const { open, sleep } = await somebody();
    const socket = await open();
    await sleep();
    socket.send("ping");
    await socket.text("pong");
    // That woke nobody.
    await expect(sleep()).rejects.toThrow("not currently running");
    socket.send({ type: "ping" });
    await socket.next("pong");
  });

  it("is closed as its peer asks, and never with a code that no frame may carry", async () => {
    const { open } = await somebody();
    const [first, second, third] = [await open(), await open(), await open()];
    first.ws.close(1000, "bye");
    expect(await first.closed()).toMatchObject({ code: 1000 });
    second.ws.close(4000);
    expect(await second.closed()).toMatchObject({ code: 4000 });
    third.ws.close();
    expect(await third.closed()).toMatchObject({ code: 1005 });
  });
});
