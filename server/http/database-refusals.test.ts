import { expect, test } from "vitest";

import { DatabaseUnavailable } from "../db/database.ts";
import { refusalOfDatabase } from "./database-refusals.ts";

const codeOf = (error: unknown) => refusalOfDatabase(error)?.code;

test("a shape that GEOS gives up over is the shape's fault, on either engine", () => {
  const silent = new DatabaseUnavailable(
    "the engine gave no answer to: select\n ST_Union(geom) from area",
    "XX000",
  );
  const loud = Object.assign(new Error("TopologyException: side location conflict at 113 23"), {
    code: "XX000",
  });
  expect([codeOf(silent), codeOf(loud)]).toEqual(["geometry_invalid", "geometry_invalid"]);
});

test("an engine that stopped for another reason is away for a moment", () => {
  const stopped = new DatabaseUnavailable("the embedded database stopped: out of memory", "XX000");
  const unstored = new DatabaseUnavailable(
    "the transaction was not stored: a statement in it failed",
    "XX000",
  );
  const slow = new DatabaseUnavailable("a statement took more than 30000 ms", "57014");
  expect([stopped, unstored, slow].map(codeOf)).toEqual(["unavailable", "unavailable", "unavailable"]);
  expect(codeOf(Object.assign(new Error("cache lookup failed"), { code: "XX000" }))).toBeUndefined();
});
