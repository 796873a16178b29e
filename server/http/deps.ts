import type { Request } from "express";
import type { Endpoint } from "../contract/endpoint.ts";
import type { Database } from "../db/database.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import type { Viewer } from "../access/viewer.ts";

/** What every feature's routes are mounted with. */
export interface HttpDeps {
  readonly database: Database;
  readonly log: Log;
  readonly limits: Limits;
  /** Reads the session cookie. Undefined without one; throws session_expired for one that no longer counts. */
  readonly viewerOf: (request: Request) => Promise<Viewer | undefined>;
  /** Called after every commit of a write, so that the history is sequenced and the live stream moves at once. */
  readonly onCommitted: () => void;
  /** The origin that browsers use, where a proxy changes it; also decides whether cookies are `Secure`. */
  readonly publicOrigin: string | undefined;
  /** In development and tests an answer that leaves its contract is an error; in production it is logged. */
  readonly strictAnswers: boolean;
  /** Filled by `mount`: the API's table of contents, for 405 and for the role matrix. */
  readonly mounted: Endpoint[];
}
