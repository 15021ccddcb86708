import { openPGlite } from "../testing/pglite.ts";
import { storeContract } from "../testing/store.contract.ts";

const open = await openPGlite();

storeContract("PGlite", async () => open());
