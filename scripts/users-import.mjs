// `npm run users:import -- users.jsonl`: checks a file of users, and with --apply imports it. docs/migrating.md says how.
import { createHash } from "node:crypto";
import {
  closeSync,
  createReadStream,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openProgress } from "./users/import-progress.ts";
import { importUsers } from "./users/import-users.ts";
import { readLines } from "./users/lines.ts";
import { DATABASE_HELP, DATABASE_OPTIONS, openDatabase } from "./users-database.mjs";

const HELP = `npm run users:import -- <file.jsonl> [--apply] [--report <file>]

Checks a file with one user a line, against its own rules and the database. Nothing is written without --apply.
Interrupted, the same command goes on where it was. Nobody is mailed.

  --apply                  import whoever can be
  --report <file>          where each refused line is named, and why; else <file>.report.jsonl
${DATABASE_HELP}

Exit status: 0 everybody is in, or can be; 1 it could not be done; 2 lines were refused; 130 interrupted.`;

const SHOW_EVERY_MS = process.stderr.isTTY ? 500 : 5_000;
const HEAD_BYTES = 64 * 1_024;
const INTERRUPTED = 130;
/** What is written beside the file is for whoever runs this. */
process.umask(0o077);

try {
  process.exitCode = await main();
} catch (error) {
  const isEmpty = /no such table|relation "users" does not exist/.test(error.message);
  console.error(`\n${error.message}${isEmpty ? "\nThe database has to be migrated first." : ""}`);
  process.exitCode = 1;
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      apply: { type: "boolean", default: false },
      report: { type: "string" },
      help: { type: "boolean", default: false },
      ...DATABASE_OPTIONS,
    },
  });
  const [file, ...more] = positionals;
  if (values.help || file === undefined || more.length > 0) {
    console.error(HELP);
    return values.help ? 0 : 1;
  }
  const { apply, report: reportFile = `${file}.report.jsonl` } = values;
  const { size } = statSync(file);
  const { name, target } = await openDatabase(values);
  try {
    return await run();
  } finally {
    await target.close();
  }

  async function run() {
    const scratch = mkdtempSync(join(tmpdir(), "users-import-"));
    const progressFile = apply ? `${reportFile}.progress` : join(scratch, "progress");
    const progress = openProgress(progressFile, JSON.stringify({ name, size, head: headOf(file) }));
    const before = progress.load();
    const report = openReport(reportFile, before.reported);
    const from = before.number > 0 ? `, from line ${count(before.number + 1)} on` : "";
    console.error(`${apply ? "Importing" : "Checking"} ${file}, ${name}${from}`);

    const interrupt = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => interrupt.abort());
    try {
      const done = await importUsers({
        lines: readLines(createReadStream(file, { start: before.end }), before),
        target,
        progress,
        report: report.append,
        apply,
        now: new Date(),
        onBatch: createDisplay(size, before),
        signal: interrupt.signal,
      });
      if (done.finished) progress.remove();
      return conclude(done);
    } finally {
      report.close();
      progress.close();
      rmSync(scratch, { recursive: true });
    }
  }

  function conclude({ finished, added, there, refused }) {
    if (process.stderr.isTTY) console.error();
    console.log(`${count(added)} ${apply ? "imported" : "can be imported"}
${count(there)} there already
${count(refused)} refused${refused > 0 ? `: ${reportFile} says which lines, and why` : ""}`);
    if (!finished) {
      console.log(apply ? "Interrupted. The same command goes on from here." : "Interrupted.");
      return INTERRUPTED;
    }
    if (!apply && added > 0) console.log("Nothing was written. With --apply they are imported.");
    return refused > 0 ? 2 : 0;
  }
}

/** Appends from where an interrupted import had come to. */
function openReport(file, reported) {
  const descriptor = openSync(file, reported > 0 ? "r+" : "w", 0o600);
  ftruncateSync(descriptor, reported);
  let end = reported;
  return {
    append(refused) {
      const written = writeSync(descriptor, refused.map((each) => `${JSON.stringify(each)}\n`).join(""), end);
      end += written;
      return written;
    },
    close: () => closeSync(descriptor),
  };
}

/** Tells one file from another without reading all of it. */
function headOf(file) {
  const descriptor = openSync(file, "r");
  const head = Buffer.alloc(HEAD_BYTES);
  const length = readSync(descriptor, head);
  closeSync(descriptor);
  return createHash("sha256").update(head.subarray(0, length)).digest("hex");
}

function createDisplay(size, before) {
  const start = performance.now();
  let shown = start;
  return ({ number, end, refused, there }) => {
    const now = performance.now();
    if (now - shown < SHOW_EVERY_MS) return;
    shown = now;
    const rate = Math.round((number - before.number) / ((now - start) / 1_000));
    const line = `${Math.floor((100 * end) / size)} %  ${count(number)} lines  ${count(rate)}/s  ${count(there)} there  ${count(refused)} refused`;
    process.stderr.write(process.stderr.isTTY ? `\r${line}\u001b[K` : `${line}\n`);
  };
}

function count(number) {
  return number.toLocaleString("en");
}
