/** `npm run build`: as the product builds its client at its start, so that it, and the journeys, find it made. */
import { buildClient } from "./serving/build-client.ts";

console.log((await buildClient()) ? "built" : "nothing had changed since the last build");
