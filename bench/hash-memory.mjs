// Hashes 200 passwords in a real workerd, half of them eight requests at a time, and fails if an answer is wrong or
// the process grows: an isolate has 128 MB, and an Argon2 instance that nobody collects takes 20. Linux only (/proc).

import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HASHES = 200;
const AT_ONCE = 8;
const WARM_UP = 20;
const GROWTH_MAX_MB = 64;
const START_MAX_MS = 60_000;

const hasher = fileURLToPath(new URL("../workers/passwords/hasher.ts", import.meta.url));
// By OpenSSL's Argon2, so that an answer is right, not merely the same as the others.
const known =
  "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$QKHrg5tayLGcN+Y0HVPNaBqykOVLUxlMkZycXE1uWRM";

const worker = `
import { createHasher } from ${JSON.stringify(hasher)};
const metrics = { passwordHash: () => undefined };
const hasher = createHasher({ memoryKib: 19_456, passes: 2, metrics });
export default {
  async fetch(request) {
    const password = decodeURIComponent(new URL(request.url).pathname.slice(1));
    return new Response(String(await hasher.verify(password, ${JSON.stringify(known)})));
  },
};`;
const config = `
name = "hash-memory"
main = "worker.ts"
compatibility_date = "2026-09-18"`;

const directory = mkdtempSync(join(tmpdir(), "hash-memory-"));
writeFileSync(join(directory, "worker.ts"), worker);
writeFileSync(join(directory, "wrangler.toml"), config);

const port = await freePort();
const wrangler = join(
  dirname(createRequire(import.meta.url).resolve("wrangler/package.json")),
  "bin/wrangler.js",
);
const server = spawn(process.execPath, [wrangler, "dev", "--port", String(port), "--inspector-port", "0"], {
  cwd: directory,
  stdio: "ignore",
  env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
});

try {
  await started();
  await inTurn(WARM_UP);
  const before = workerdSizes();

  const milliseconds = (await inTurn(HASHES / 2)).sort((a, b) => a - b);
  for (let count = 0; count < HASHES / 2; count += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, verify));

  let failed = false;
  for (const [pid, megabytes] of workerdSizes()) {
    const first = before.get(pid);
    if (first === undefined) throw new Error("workerd died of the hashes and was started again");
    console.log(`workerd ${pid}: ${first} MB before, ${megabytes} MB after ${HASHES} hashes`);
    failed ||= megabytes - first > GROWTH_MAX_MB;
  }
  console.log(`one hash with its request: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms`);
  if (before.size === 0) throw new Error("found no workerd process to measure");
  if (failed) throw new Error(`grew by more than ${GROWTH_MAX_MB} MB`);

  function at(share) {
    return milliseconds[Math.floor(milliseconds.length * share)].toFixed(1);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  server.kill();
  rmSync(directory, { recursive: true, force: true });
}

/** One right and one wrong password are told apart, or it throws. */
async function verify(_, index = 0) {
  const password = index % 2 === 0 ? "correct horse battery staple" : "another";
  const response = await fetch(`http://127.0.0.1:${port}/${encodeURIComponent(password)}`);
  const answer = await response.text();
  if (answer !== String(index % 2 === 0))
    throw new Error(`"${password}" was answered ${response.status}: ${answer}`);
}

async function inTurn(count) {
  const milliseconds = [];
  for (let index = 0; index < count; index++) {
    const start = performance.now();
    await verify(null, index);
    milliseconds.push(performance.now() - start);
  }
  return milliseconds;
}

async function started() {
  for (const end = Date.now() + START_MAX_MS; ; ) {
    try {
      return await fetch(`http://127.0.0.1:${port}/`);
    } catch (error) {
      if (Date.now() > end || server.exitCode !== null)
        throw new Error("wrangler dev did not start", { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** Resident megabytes of each workerd that descends from our wrangler, by process id. */
function workerdSizes() {
  const processes = readdirSync("/proc").flatMap((pid) => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      const field = (name) => new RegExp(`^${name}:\\s+(\\S+)`, "m").exec(status)?.[1];
      return [
        {
          pid: Number(pid),
          name: field("Name"),
          parent: Number(field("PPid")),
          kilobytes: Number(field("VmRSS")),
        },
      ];
    } catch {
      return []; // Not a process, or gone by now.
    }
  });
  const descends = (parent) =>
    parent === server.pid || processes.some(({ pid, parent: next }) => pid === parent && descends(next));
  return new Map(
    processes
      .filter(({ name, parent }) => name === "workerd" && descends(parent))
      .map(({ pid, kilobytes }) => [pid, Math.round(kilobytes / 1024)]),
  );
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
