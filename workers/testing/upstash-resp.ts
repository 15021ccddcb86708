import { connect, type Socket } from "node:net";

/** What Redis answers. Bulk strings are bytes, so that nothing is decoded on the way. */
export type Reply = number | null | string | Buffer | RedisRefusal | Reply[];

/** An error that Redis answered with. */
export class RedisRefusal extends Error {}

/** One connection to a Redis, speaking RESP2. Commands are answered in order; all fail once it is lost. */
export async function connectToRedis(port: number) {
  const socket = await opened(port);
  const waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void }[] = [];
  let received = Buffer.alloc(0);
  let isLost = false;

  socket.on("data", (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (let parsed = parse(received, 0); parsed; parsed = parse(received, 0)) {
      received = received.subarray(parsed.end);
      waiting.shift()?.resolve(parsed.reply);
    }
  });
  socket.on("close", () => {
    isLost = true;
    for (const { reject } of waiting.splice(0)) reject(new Error("Redis is away"));
  });

  return {
    get isLost() {
      return isLost;
    },
    command(args: readonly string[]): Promise<Reply> {
      return new Promise((resolve, reject) => {
        if (isLost) return reject(new Error("Redis is away"));
        waiting.push({ resolve, reject });
        const parts = args.map((arg) => `$${Buffer.byteLength(arg)}\r\n${arg}\r\n`);
        socket.write(`*${args.length}\r\n${parts.join("")}`);
      });
    },
    close: () => socket.destroy(),
  };
}

export type RedisConnection = Awaited<ReturnType<typeof connectToRedis>>;

function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.on("error", reject);
  });
}

/** The reply that starts at `start` and where it ends; null until all of it is there. */
function parse(bytes: Buffer, start: number): { reply: Reply; end: number } | null {
  const lineEnd = bytes.indexOf("\r\n", start);
  if (lineEnd < 0) return null;
  const line = bytes.toString("utf8", start + 1, lineEnd);
  const end = lineEnd + 2;
  switch (bytes.toString("latin1", start, start + 1)) {
    case "+":
      return { reply: line, end };
    case "-":
      return { reply: new RedisRefusal(line), end };
    case ":":
      return { reply: Number(line), end };
    case "$":
      return Number(line) < 0 ? { reply: null, end } : bulk(bytes, end, Number(line));
    case "*":
      return Number(line) < 0 ? { reply: null, end } : list(bytes, end, Number(line));
    default:
      throw new Error("Not RESP2");
  }
}

function bulk(bytes: Buffer, start: number, length: number) {
  const end = start + length + 2;
  return bytes.length < end ? null : { reply: bytes.subarray(start, start + length), end };
}

function list(bytes: Buffer, start: number, length: number) {
  const reply: Reply[] = [];
  let end = start;
  while (reply.length < length) {
    const item = parse(bytes, end);
    if (!item) return null;
    reply.push(item.reply);
    end = item.end;
  }
  return { reply, end };
}
