// Imports made-up users into a database that was migrated, and says how fast that was and how much memory it took, the
// local D1's own included: `node bench/users-import.mjs 100000 --persist-to /tmp/d1`, flags as for `users:import`. One
// line in a thousand is wrong, and one says what an earlier line does. Linux only (/proc).

import { spawn } from "node:child_process";
import { createHash, hash } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MEMORY_MAX_MIB = 512;
const SAMPLE_EVERY_MS = 250;
const REFUSED_STATUS = 2;

const [countText, ...flags] = process.argv.slice(2);
const count = Number(countText);
if (!(count >= 1_000))
  throw new Error("node bench/users-import.mjs <1000 lines or more> [flags of users:import]");

const folder = mkdtempSync(join(tmpdir(), "users-import-bench-"));
try {
  const file = join(folder, "users.jsonl");
  write(file);
  const start = performance.now();
  const { status, mebibytes } = await importFile(file);
  const seconds = (performance.now() - start) / 1_000;
  console.log(`${seconds.toFixed(0)} s, ${Math.round(count / seconds)} lines/s, ${mebibytes} MiB at most`);
  if (status !== REFUSED_STATUS) throw new Error(`users:import ended with status ${status}`);
  if (mebibytes > MEMORY_MAX_MIB) throw new Error(`took more than ${MEMORY_MAX_MIB} MiB`);
} finally {
  rmSync(folder, { recursive: true });
}

function write(file) {
  const descriptor = openSync(file, "w");
  for (let number = 0; number < count; number++) writeSync(descriptor, `${JSON.stringify(userOf(number))}\n`);
  closeSync(descriptor);
}

function userOf(number) {
  if (number % 1_000 === 998) return { email: `nobody ${number}`, passwordHash: "secret" };
  const who = number % 1_000 === 999 ? number - 500 : number;
  return {
    id: `old-${who}`,
    email: `user.${who}@example.com`,
    emailVerified: who % 3 > 0,
    username: `user_${who}`,
    name: `Ada ${who} Lovelace`,
    password: {
      algorithm: "pbkdf2-sha256",
      iterations: 27_500,
      salt: createHash("md5").update(`salt ${who}`).digest("base64"),
      hash: hash("sha256", `hash ${who}`, "base64"),
    },
    createdAt: new Date(1.6e12 + who * 1_000).toISOString(),
  };
}

async function importFile(file) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const args = ["run", "--silent", "users:import", "--", file, "--apply", ...flags];
  const child = spawn("npm", args, { cwd: root, stdio: "inherit" });
  let most = 0;
  const sampling = setInterval(() => {
    most = Math.max(most, residentKib(child.pid));
  }, SAMPLE_EVERY_MS);
  const status = await new Promise((resolve) => child.on("exit", resolve));
  clearInterval(sampling);
  return { status, mebibytes: Math.round(most / 1_024) };
}

/** Of the importer and all that it started; npm itself left out. */
function residentKib(ancestor) {
  const processes = readdirSync("/proc").flatMap((pid) => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      const field = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
      return [{ pid: Number(pid), parent: field("PPid"), kib: field("VmRSS") }];
    } catch {
      return []; // Not a process, or gone by now.
    }
  });
  const below = (parent) =>
    processes.filter((each) => each.parent === parent).flatMap((each) => [each, ...below(each.pid)]);
  return below(ancestor).reduce((sum, { kib }) => sum + kib, 0);
}
