import {
  DETAILS,
  EXPORTED,
  FILTERS,
  TILE_FACTS,
  type ChosenOf,
  type Parameter,
} from "../domain/component/described.ts";
import type { Fact } from "../domain/component/facts.ts";
import { sql, type Sql } from "./sql.ts";

/** The description of components as SQL, over a row named `component`. */

/** The value of a fact; null where nothing is recorded. */
function valueOf(key: string, { column, type }: Fact): Sql {
  if (column === undefined) return sql`component.attributes ->> ${key}::text`;
  const value = sql`component.${sql.ident(column)}`;
  return type.kind === "metres" ? sql`${value}::float8` : value;
}

const objectOf = (facts: readonly { readonly key: string; readonly fact: Fact }[]): Sql =>
  sql`jsonb_build_object(${sql.join(facts.map(({ key, fact }) => sql`${key}::text, ${valueOf(key, fact)}`))})`;

/** What only the answer for one component has, as one object by the names of the API. */
export const DETAIL_FACTS = objectOf(DETAILS);

/** What the exported table has of the attributes, as one object; its columns are those of the list. */
export const EXPORTED_ATTRIBUTES = objectOf(EXPORTED.filter(({ fact }) => fact.column === undefined));

/** One condition for each choice that was made. */
export function chosen(choices: {
  readonly [Key in Parameter]?: readonly ChosenOf[Key][] | undefined;
}): Sql[] {
  return FILTERS.flatMap(({ key, parameter, fact }) => {
    const values = choices[parameter];
    return values?.length ? [sql`${valueOf(key, fact)} = any(${values}::text[])`] : [];
  });
}

/** Columns of single components in tiles, under the names of their tags; flags are numbers there. */
export const TILE_COLUMNS = sql.join(
  TILE_FACTS.map(({ key, fact, tag }) => {
    const value = valueOf(key, fact);
    return sql`${fact.type.kind === "flag" ? sql`${value}::int` : value} as ${sql.ident(tag)}`;
  }),
);
export const TILE_TAGS = sql.join(TILE_FACTS.map(({ tag }) => sql.ident(tag)));
