import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openLocalD1 } from "./local-d1.ts";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "local-d1-"));
const [, databaseId = ""] =
  /^database_id = "(.*)"/m.exec(readFileSync(join(root, "wrangler.toml"), "utf8")) ?? [];
afterAll(() => rmSync(folder, { recursive: true }));

it("opens the local D1 that wrangler made, and no other", async () => {
  expect(() => openLocalD1(folder, databaseId)).toThrow("There is no local D1");
  const { status, stderr } = spawnSync(
    join(root, "node_modules/.bin/wrangler"),
    ["d1", "migrations", "apply", "DB", "--local", "--persist-to", folder],
    { cwd: root, encoding: "utf8", env: { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false" } },
  );
  expect([status, stderr]).toEqual([0, expect.anything()]);
  const target = openLocalD1(folder, databaseId);
  expect(await target.page("", 10)).toEqual([]);
  await target.close();
  expect(() => openLocalD1(folder, "another")).toThrow("There is no local D1");
}, 120_000);
