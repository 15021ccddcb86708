import { env } from "cloudflare:workers";
import { storeContract } from "../testing/store.contract.ts";
import { d1Database } from "./d1.ts";
import { postgresDatabase } from "./postgres.ts";

const onPostgres = Reflect.get(env, "DATABASE") === "postgres";

storeContract(onPostgres ? "Postgres through Hyperdrive" : "D1", async () =>
  onPostgres ? postgresDatabase(env.HYPERDRIVE.connectionString) : d1Database(env.DB),
);
