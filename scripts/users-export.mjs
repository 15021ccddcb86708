// `npm run users:export -- --out users.jsonl`: writes all users, a line each, as `users:import` reads them.
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { parseArgs } from "node:util";
import { exportUsers } from "./users/export-users.ts";
import { DATABASE_HELP, DATABASE_OPTIONS, openDatabase } from "./users-database.mjs";

const HELP = `npm run users:export -- [--out <file.jsonl>] [--with-hashes]

Writes all users, a line each, as users:import reads them: to a new file that only you can read, or to standard output.

  --out <file>             must not be there yet
  --with-hashes            with the hashes of their passwords
${DATABASE_HELP}`;

const SHOW_EVERY = 50_000;

try {
  await main();
} catch (error) {
  console.error(error.code === "EEXIST" ? `${error.path} is there already` : error.message);
  process.exitCode = 1;
}

async function main() {
  const { values } = parseArgs({
    options: {
      out: { type: "string" },
      "with-hashes": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      ...DATABASE_OPTIONS,
    },
  });
  if (values.help) return console.error(HELP);
  const out = values.out === undefined ? process.stdout : await create(values.out);
  const { name, target } = await openDatabase(values);
  console.error(`Exporting ${name}`);
  let written = 0;
  try {
    for await (const lines of exportUsers(target, { withHash: values["with-hashes"] })) {
      if (!out.write(`${lines.join("\n")}\n`)) await once(out, "drain");
      if (Math.floor((written + lines.length) / SHOW_EVERY) > Math.floor(written / SHOW_EVERY)) {
        console.error(`${(written + lines.length).toLocaleString("en")} users`);
      }
      written += lines.length;
    }
  } finally {
    await target.close();
  }
  if (out !== process.stdout) {
    out.end();
    await finished(out);
  }
  console.error(
    `${written.toLocaleString("en")} users exported${values["with-hashes"] ? " with their hashes" : ""}`,
  );
}

async function create(file) {
  const stream = createWriteStream(file, { flags: "wx", mode: 0o600 });
  await once(stream, "open");
  return stream;
}
