// Writes what the Worker serves as `/openapi.json`, generated from its own schemas, beside the pages that Vite has built.

import { writeFileSync } from "node:fs";
import { runnerImport } from "vite";

const { module } = await runnerImport("./workers/pipeline/openapi-document.ts", { configFile: false });
writeFileSync(new URL("../dist/openapi.json", import.meta.url), JSON.stringify(module.openApiDocument()));
