import type { Queries } from "../db/database.ts";
import { sql, type Sql } from "../db/sql.ts";
import type { Question } from "./question.ts";

/**
 * The condition that a typed question means for components: a code, or class words and words of the address or of the
 * owner's name, all of them. The owners are looked up first: an address *or* an owner found by a subquery cannot use the
 * index over addresses and read all of 1,000,000 rows (5 s against 9 ms, two busy cores).
 */
export async function asked(queries: Queries, question: Question): Promise<Sql> {
  const terms: Sql[] = [];
  if (question.code)
    terms.push(
      sql`component.id in (select component_id from component_code where code like ${`${question.code}%`})`,
    );
  if (question.groups.length > 0) terms.push(sql`component.class_group = any(${question.groups})`);
  if (question.classCodes.length > 0) terms.push(sql`component.class_code = any(${question.classCodes})`);
  const owners = await unitsNamed(queries, question.words);
  for (const word of question.words) {
    const ids = owners.get(word) ?? [];
    const address = sql`component.address ilike ${containing(word)}`;
    terms.push(
      ids.length === 0 ? address : sql`(${address} or component.owner_unit_id = any(${ids}::uuid[]))`,
    );
  }
  return terms.length === 0 ? sql`true` : sql`(${sql.join(terms, " and ")})`;
}

async function unitsNamed(queries: Queries, words: readonly string[]): Promise<Map<string, string[]>> {
  if (words.length === 0) return new Map();
  const rows = await queries.rows<{ word: string; ids: string[] }>(sql`
    select word, array_agg(unit.id::text) as ids
    from unnest(${words}::text[], ${words.map(containing)}::text[]) asked (word, pattern) join unit on name_zh ilike pattern group by word`);
  return new Map(rows.map(({ word, ids }) => [word, ids]));
}

function containing(word: string): string {
  return `%${escapeLike(word)}%`;
}

export function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}
