/** `npm run borders`: refuses imports that cross a border of `scripts/borders/layers.ts`, circles, and clocks that are not
 * the registry's (`scripts/borders/clock.ts`). Part of the gate. */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { breachesIn } from "./borders/breaches.ts";
import { clockBreachesIn } from "./borders/clock.ts";
import { readMigrations, readSources } from "./borders/read-sources.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const files = readSources(root);
const breaches = [...breachesIn(files), ...clockBreachesIn(new Map([...files, ...readMigrations(root)]))];
for (const { rule, where } of breaches) console.error(`${where}\n    ${rule}`);
console.log(`${files.size} files, ${breaches.length} breaches`);
process.exit(breaches.length === 0 ? 0 : 1);
