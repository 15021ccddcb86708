// Brings a Postgres database to the newest migration; makes it first if the server doesn't have it.
// `node scripts/migrate-postgres.mjs` with the connection string in the environment, or the local default.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

const migrationsFolder = fileURLToPath(new URL("../migrations/postgres", import.meta.url));
const NO_SUCH_DATABASE = "3D000";

/** The environment's connection string, or the one of wrangler.toml. */
export function connectionString() {
  const given =
    process.env.CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE ?? process.env.DATABASE_URL;
  if (given) return given;
  const toml = readFileSync(new URL("../wrangler.toml", import.meta.url), "utf8");
  return /localConnectionString = "([^"]+)"/.exec(toml)[1];
}

async function connect(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  return client;
}

async function connectOrCreate(url) {
  try {
    return await connect(url);
  } catch (error) {
    if (error.code !== NO_SUCH_DATABASE) throw error;
    const server = new URL(url);
    const name = decodeURIComponent(server.pathname.slice(1));
    server.pathname = "/postgres";
    const admin = await connect(server.href);
    await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(name)}`);
    await admin.end();
    return connect(url);
  }
}

/** The connection string that was migrated. */
export async function migratePostgres() {
  const url = connectionString();
  const client = await connectOrCreate(url);
  try {
    await migrate(drizzle(client), { migrationsFolder });
  } finally {
    await client.end();
  }
  return url;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await migratePostgres();
  console.log("Postgres is at the newest migration.");
}
