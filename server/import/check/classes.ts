import { parse } from "csv-parse/sync";
import { readFileSync } from "node:fs";

import { ImportRefused, type Problem, problem } from "./problems.ts";

/** What the classes of a file are written in. `map`: foreign words, each named a class of scheme A by the user. */
export type DeclaredScheme = "A" | "B" | "map";

export interface ClassSchemes {
  readonly a: ReadonlyMap<string, ClassA>;
  readonly b: ReadonlyMap<string, ClassB>;
}

export interface ClassA {
  readonly code: string;
  readonly nameZh: string;
  readonly group: string;
  /** Survey accuracy class A, B or C; empty where none is asked for. */
  readonly accuracy: string;
}

export interface ClassB {
  readonly code: string;
  readonly nameZh: string;
  /** Null where scheme A has no counterpart. */
  readonly inA: string | null;
}

export interface MappedClass {
  /** Four digits of scheme A (the canonical scheme), never 0114. Null when the row is refused. */
  readonly classCode: string | null;
  /** The file said 无主 or 不明: nobody is known to own it, whatever its owner column says. */
  readonly ownerless: boolean;
  readonly problems: readonly Problem[];
}

/**
 * "Ownerless" is a state with a history and never a class, so 0114 (scheme A) and 0123 (scheme B) stop at the border.
 * What is left of such a record is a cover of unknown kind: our local class 0199, numbered downward from 99 as local
 * extensions are. An export writes it as 0114 again while its owner is unknown.
 */
const OWNERLESS_CLASS = "0114";
const COVER_OF_UNKNOWN_KIND = "0199";

export function readClassSchemes(): ClassSchemes {
  const a = rows("class-scheme-a.csv").filter((row) => row["code"]?.length === 4);
  const b = rows("class-scheme-b.csv");
  return {
    a: new Map(
      a.map((row) => [
        row["code"] ?? "",
        {
          code: row["code"] ?? "",
          nameZh: row["name_zh"] ?? "",
          group: row["group"] ?? "",
          accuracy: row["acc"] ?? "",
        },
      ]),
    ),
    b: new Map(
      b.map((row) => [
        row["code"] ?? "",
        {
          code: row["code"] ?? "",
          nameZh: row["name_zh"] ?? "",
          inA: row["mapsToA"] || row["localA"] || null,
        },
      ]),
    ),
  };
}

/**
 * One value of the class column in canonical terms. Accepts the four digits, the four digits behind a platform's prefix
 * ("BJ0114"), a 16-digit identification code, or the class's Chinese name. Throws when no scheme was declared.
 */
export function mapClass(
  scheme: DeclaredScheme | undefined,
  value: unknown,
  schemes: ClassSchemes,
  classMap: Readonly<Record<string, string>> = {},
): MappedClass {
  if (scheme === undefined) throw new ImportRefused("scheme-missing");
  const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  if (scheme === "map") return mapForeign(text, schemes, classMap);
  if (text === "") return refused(problem("class-missing"));
  const mapped = classMap[text];
  if (mapped !== undefined) return inSchemeA(mapped, text, schemes);
  const code = classDigits(text);
  if (scheme === "A") return inSchemeA(code ?? nameOf(schemes.a, text) ?? text, text, schemes);
  const known = schemes.b.get(code ?? nameOf(schemes.b, text) ?? "");
  if (!known) return refused(problem("class-unknown", { scheme, value: text }));
  if (!known.inA) return refused(problem("class-not-mapped", { value: known.code, name: known.nameZh }));
  return inSchemeA(known.inA, `${known.code} ${known.nameZh}`, schemes);
}

function mapForeign(
  text: string,
  schemes: ClassSchemes,
  classMap: Readonly<Record<string, string>>,
): MappedClass {
  const target = classMap[text] ?? classMap["*"];
  if (target === undefined)
    return refused(problem(text === "" ? "class-missing" : "class-unknown", { scheme: "map", value: text }));
  return inSchemeA(target, text, schemes);
}

function inSchemeA(code: string, value: string, schemes: ClassSchemes): MappedClass {
  const known = schemes.a.get(code);
  if (!known) return refused(problem("class-unknown", { scheme: "A", value }));
  if (code !== OWNERLESS_CLASS) return { classCode: code, ownerless: false, problems: [] };
  return {
    classCode: COVER_OF_UNKNOWN_KIND,
    ownerless: true,
    problems: [problem("class-ownerless", { value, name: known.nameZh })],
  };
}

/** 6 digits of the district come before the class in an identification code. */
function classDigits(text: string): string | null {
  if (/^\d{16}$/.test(text)) return text.slice(6, 10);
  const digits = /^(?:[A-Z]{1,3})?(\d{3,4})$/i.exec(text)?.[1];
  return digits === undefined ? null : digits.padStart(4, "0");
}

function nameOf(classes: ReadonlyMap<string, { code: string; nameZh: string }>, text: string): string | null {
  for (const known of classes.values()) if (known.nameZh === text) return known.code;
  return null;
}

function refused(found: Problem): MappedClass {
  return { classCode: null, ownerless: false, problems: [found] };
}

function rows(file: string): Record<string, string>[] {
  const text = readFileSync(new URL(`../../../data/reference/${file}`, import.meta.url), "utf8");
  return parse(text, { comment: "#", comment_no_infix: true, columns: true, skip_empty_lines: true });
}
