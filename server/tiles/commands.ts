import type { Queries } from "../db/database.ts";
import { sql } from "../db/sql.ts";

/**
 * Folds what changed since the last time into the counts per cell. Reading works without it and only gets slower as changes
 * pile up, so a job calls it every few seconds and an import once at its end. Safe to call from several processes at once.
 * Answers how many changed cells were folded. (30,000 new components: 35 ms.)
 */
export async function foldCells(queries: Queries): Promise<number> {
  const row = await queries.one<{ folded: number }>(sql`select fold_component_cells() as folded`);
  return row.folded;
}
