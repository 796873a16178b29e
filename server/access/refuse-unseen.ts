import { ApiError } from "../contract/errors.ts";
import type { Queries } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { Viewer } from "./viewer.ts";
import { visibleTo } from "./visibility.ts";

/** What somebody may not see does not exist for them: throws not_found, as for an id that nobody ever gave. */
export async function refuseUnseen(
  queries: Queries,
  componentId: string,
  viewer: Pick<Viewer, "role" | "unitId">,
): Promise<void> {
  const seen = await queries.maybe(
    sql`select component.id from component where component.id = ${componentId} and ${visibleTo(viewer)}`,
  );
  if (!seen) throw new ApiError("not_found");
}
