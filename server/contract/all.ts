import * as accounts from "./accounts.ts";
import * as audit from "./audit.ts";
import * as cases from "./cases.ts";
import type { Endpoint } from "./endpoint.ts";
import * as inquiries from "./inquiries.ts";
import * as live from "./live.ts";
import * as map from "./map.ts";
import * as photos from "./photos.ts";
import * as registry from "./registry.ts";
import * as session from "./session.ts";

/** Every operation of the API: what OpenAPI describes and the role matrix tries. */
export const ENDPOINTS: readonly Endpoint[] = [
  session,
  registry,
  photos,
  map,
  cases,
  inquiries,
  audit,
  accounts,
  live,
].flatMap((contract) => Object.values(contract).filter(isEndpoint));

function isEndpoint(value: unknown): value is Endpoint {
  return (
    typeof value === "object" && value !== null && "path" in value && "access" in value && "answer" in value
  );
}
