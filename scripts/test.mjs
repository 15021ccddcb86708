// `npm test`: everything on D1 beside everything on Postgres, where a server answers. Each is one line of waiting, so two at
// once take half the time. With arguments one vitest gets them: `npm test -- workers/mail`.
import { spawn } from "node:child_process";
import { postgresForTests } from "../workers/testing/postgres-for-tests.ts";

const args = process.argv.slice(2);

function run(on) {
  const env = on === undefined ? process.env : { ...process.env, TEST_ON: on };
  const child = spawn("vitest", ["run", "-c", "workers/vitest.config.ts", ...args], {
    stdio: "inherit",
    env,
  });
  return new Promise((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
}

async function runs() {
  if (args.length > 0) return [undefined];
  return (await postgresForTests()) === null ? ["d1"] : ["d1", "postgres"];
}

const codes = await Promise.all((await runs()).map(run));
process.exit(Math.max(...codes));
