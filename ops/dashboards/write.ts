// Writes ops/grafana/dashboards, which is what Grafana reads; with --check only says whether that is up to date.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DASHBOARDS } from "./all.ts";

const folder = join(import.meta.dirname, "../grafana/dashboards");
const wanted = new Map(
  Object.entries(DASHBOARDS).map(([name, built]) => [`${name}.json`, `${JSON.stringify(built, null, 2)}\n`]),
);

if (process.argv.includes("--check")) {
  const found = readdirSync(folder).filter((file) => file.endsWith(".json"));
  const stale = [...new Set([...wanted.keys(), ...found])].filter(
    (file) => !found.includes(file) || wanted.get(file) !== readFileSync(join(folder, file), "utf8"),
  );
  if (stale.length > 0) {
    console.error(`Not what ops/dashboards makes: ${stale.join(", ")}. Run: npm run ops:dashboards`);
    process.exit(1);
  }
} else {
  for (const [file, text] of wanted) writeFileSync(join(folder, file), text);
}
