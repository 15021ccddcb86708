import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { connectToRedis, type RedisConnection } from "./upstash-resp.ts";

const START_MAX_MS = 5_000;

/**
 * A real Redis of one's own, which may be stopped, started again and flushed without disturbing anybody; null where there is
 * no `redis-server`. It keeps what it holds over a stop.
 */
export async function startRedis() {
  const directory = await mkdtemp(join(tmpdir(), "genkan-redis-"));
  const port = await freePort();
  let server: ChildProcess | null = null;
  let connection: RedisConnection | null = null;

  async function start(): Promise<boolean> {
    if (isRunning(server)) return true;
    server = spawn(
      "redis-server",
      ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", directory, "--save", "", "--appendonly", "yes"],
      { stdio: "ignore" },
    );
    // Nobody of this name: the loop below ends by itself.
    server.once("error", () => undefined);
    return answers();
  }

  async function answers(): Promise<boolean> {
    for (const deadline = Date.now() + START_MAX_MS; isRunning(server) && Date.now() < deadline; ) {
      await wait(20);
      const reply = await command(["PING"]).catch(() => null);
      if (reply === "PONG") return true;
    }
    return false;
  }

  async function command(args: readonly string[]) {
    if (connection === null || connection.isLost) connection = await connectToRedis(port);
    return connection.command(args);
  }

  async function stop(): Promise<void> {
    const stopping = server;
    if (!isRunning(stopping)) return;
    await new Promise((resolve) => {
      stopping.once("exit", resolve);
      stopping.kill("SIGTERM");
    });
  }

  process.once("exit", () => {
    server?.kill();
    rmSync(directory, { recursive: true, force: true });
  });
  if (!(await start())) return null;
  return {
    command,
    start,
    stop,
    async close() {
      await stop();
      connection?.close();
    },
  };
}

export type TestRedis = NonNullable<Awaited<ReturnType<typeof startRedis>>>;

function isRunning(server: ChildProcess | null): server is ChildProcess {
  return server?.pid !== undefined && server.exitCode === null && server.signalCode === null;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
