import { z } from "zod";
import * as accounts from "./accounts.ts";
import * as audit from "./audit.ts";
import * as calendar from "./calendar.ts";
import * as cases from "./cases.ts";
import * as cleanUp from "./clean-up.ts";
import type { Endpoint } from "./endpoint.ts";
import * as inference from "./inference.ts";
import * as imports from "./imports.ts";
import * as inquiries from "./inquiries.ts";
import * as live from "./live.ts";
import * as map from "./map.ts";
import * as photos from "./photos.ts";
import * as places from "./places.ts";
import * as reference from "./reference.ts";
import * as registerChanges from "./register-changes.ts";
import * as registry from "./registry.ts";
import * as rulePacks from "./rule-packs.ts";
import * as session from "./session.ts";
import * as shapes from "./shapes.ts";
import * as training from "./training.ts";
import * as units from "./units.ts";

const CONTRACTS = [
  session,
  registry,
  registerChanges,
  units,
  reference,
  rulePacks,
  calendar,
  places,
  photos,
  map,
  cases,
  inquiries,
  cleanUp,
  inference,
  imports,
  audit,
  accounts,
  training,
  live,
];

/** Every operation of the API: what OpenAPI describes and the role matrix tries. */
export const ENDPOINTS: readonly Endpoint[] = CONTRACTS.flatMap((contract) =>
  Object.values(contract).filter(isEndpoint),
);

/** The contract's own names for its larger shapes; OpenAPI refers to them. */
export const SHAPES: ReadonlyMap<string, z.ZodType> = new Map(
  [...CONTRACTS, shapes].flatMap((contract) =>
    Object.entries(contract).filter((entry): entry is [string, z.ZodType] => isShape(entry[1])),
  ),
);

function isEndpoint(value: unknown): value is Endpoint {
  return (
    typeof value === "object" && value !== null && "path" in value && "access" in value && "answer" in value
  );
}

function isShape(value: unknown): boolean {
  return value instanceof z.ZodObject || value instanceof z.ZodUnion;
}
