import { onPostgres, openDatabase } from "../testing/open-database.ts";
import { storeContract } from "../testing/store.contract.ts";

storeContract(onPostgres ? "Postgres through Hyperdrive" : "D1", async () => openDatabase());
