/** `npm run openapi`: writes openapi.json; with `--check` only says whether the committed one is the present one. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ENDPOINTS } from "../server/contract/all.ts";
import { VERSION } from "../server/http/docs.ts";
import { describeApi } from "../server/http/openapi.ts";

const file = fileURLToPath(new URL("../openapi.json", import.meta.url));
const text = JSON.stringify(describeApi(ENDPOINTS, VERSION), null, 2) + "\n";

if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== text) {
    console.error("openapi.json is not the present API; run `npm run openapi` and commit it.");
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, text);
  console.log(`openapi.json: ${ENDPOINTS.length} operations`);
}
