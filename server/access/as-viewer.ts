import { escapeLiteral } from "pg";
import type { Database, Queries } from "../db/database.ts";
import { isOutsider, type Outsider } from "../domain/permissions.ts";
import type { Viewer } from "./viewer.ts";

type Reader = Pick<Viewer, "accountId" | "role" | "unitId">;

/** The setting that says for which unit an outsider of each kind reads; the policies in data/migrations ask for it. */
const UNIT_SETTING: Record<Outsider, string> = {
  OWNER_UNIT: "youzhu.unit",
  CONTRACTOR: "youzhu.contractor",
};

/**
 * Runs reads with what `viewer` may see. An outsider reads in a read-only transaction as youzhu_unit, where row security
 * shows it only its share, even where a query forgot to ask; everybody else reads plainly, and pays nothing for it.
 */
export async function asViewer<T>(
  database: Database,
  viewer: Reader | undefined,
  work: (queries: Queries) => Promise<T>,
): Promise<T> {
  if (!viewer || !isOutsider(viewer.role)) return await work(database);
  const setting = escapeLiteral(UNIT_SETTING[viewer.role]);
  const [unit, reader] = [escapeLiteral(viewer.unitId ?? ""), escapeLiteral(viewer.accountId)];
  const preamble = `set local role youzhu_unit;select set_config(${setting}, ${unit}, true), set_config('youzhu.reader', ${reader}, true)`;
  return await database.transaction(work, { readOnly: true, preamble });
}
