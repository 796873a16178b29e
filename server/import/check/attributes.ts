import { IMPORTED } from "../../domain/component/described.ts";
import type { Fact } from "../../domain/component/facts.ts";
import type { SourceRow } from "../read/source-file.ts";
import type { Columns } from "./fields.ts";
import { dayIn, textOf } from "./values.ts";

const ATTRIBUTES = IMPORTED.filter(({ fact }) => fact.column === undefined);

/** What the file says of the described attributes, in our words where they are understood, else as the file has it. */
export function describedAttributes(
  row: SourceRow,
  { of: columns }: Columns,
): Record<string, string | number> {
  const found: Record<string, string | number> = {};
  for (const { key, field, fact } of ATTRIBUTES) {
    const column = columns[field];
    if (column === undefined) continue;
    const text = textOf(row.properties[column]);
    if (text !== "") found[key] = inOurWords(fact, text) ?? text.slice(0, 500).toWellFormed();
  }
  return found;
}

/** Undefined for what is not understood: it is kept, and nobody is warned of what changes nothing. */
function inOurWords(fact: Fact, text: string): string | number | undefined {
  const { type } = fact;
  switch (type.kind) {
    case "choice":
      return CODES.get(fact)?.get(text.toLowerCase());
    case "whole": {
      const value = Number(text);
      return Number.isSafeInteger(value) && value >= type.least && value <= type.most ? value : undefined;
    }
    case "day":
      return dayIn(text, []) ?? undefined;
    default:
      return undefined;
  }
}

/** The code of every word that means it. */
const CODES = new Map<Fact, ReadonlyMap<string, string>>(
  ATTRIBUTES.flatMap(({ fact }) =>
    fact.type.kind === "choice"
      ? [
          [
            fact,
            new Map(
              Object.entries(fact.type.of).flatMap(([code, { zh, en, also = [] }]) =>
                [code, zh, en, ...also].map((word) => [word.toLowerCase(), code]),
              ),
            ),
          ],
        ]
      : [],
  ),
);
