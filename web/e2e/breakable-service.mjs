// A Genkan of its own on Postgres, whose road to the database its parent may cut and mend. Needs a Postgres server at
// TEST_POSTGRES_URL or 127.0.0.1:5432.
import pg from "pg";
import { startRoad } from "../../bench/road.mjs";
import { startService } from "../../bench/service.mjs";
import { migratePostgres } from "../../scripts/migrate-postgres.mjs";

const server = new URL(
  process.env.TEST_POSTGRES_URL ?? "postgres://postgres:postgres@127.0.0.1:5432/postgres",
);
const name = `genkan_e2e_${process.pid}`;

const admin = new pg.Client({ connectionString: server.href });
const isThere = await admin.connect().then(
  () => true,
  () => false,
);
if (!isThere) {
  process.send({ origin: null });
  process.exit();
}

const road = await startRoad(server.hostname, Number(server.port || 5432));
const url = new URL(server);
url.host = `127.0.0.1:${road.port}`;
url.pathname = `/${name}`;
process.env.CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE = url.href;
await migratePostgres();
const service = await startService({ DATABASE: "postgres" });

const ACTS = {
  cut: road.refuse,
  mend: road.open,
  async stop() {
    await service.stop();
    if (isOpen) await road.close();
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  },
};
let isOpen = true;
process.on("message", async (act) => {
  await ACTS[act]();
  isOpen = act !== "cut";
  process.send({ done: act });
  if (act === "stop") process.disconnect();
});
process.send({ origin: service.origin });
