import { FILE_SAYINGS } from "./file-notices.ts";
import { ROW_SAYINGS } from "./row-notices.ts";

/**
 * Every sentence an import can say. `refused` stops a row (or, thrown as ImportRefused, the file);
 * `warning` lets it in and asks somebody to look; `notice` says what was changed on the way in.
 */

export interface Saying {
  readonly severity: "refused" | "warning" | "notice";
  readonly zh: string;
  readonly en: string;
}

const SAYINGS: Readonly<Record<ProblemCode, Saying>> = { ...FILE_SAYINGS, ...ROW_SAYINGS };

export type ProblemCode = keyof typeof FILE_SAYINGS | keyof typeof ROW_SAYINGS;

export interface Problem {
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(SAYINGS, code);
}

export function problem(code: ProblemCode, params: Problem["params"] = {}): Problem {
  return { code, params };
}

export function severity(found: Problem): Saying["severity"] {
  return SAYINGS[found.code].severity;
}

export function isRefused(problems: readonly Problem[]): boolean {
  return problems.some((found) => severity(found) === "refused");
}

/** The sentence for people. A parameter that the problem does not carry stays visible as `{name}`. */
export function sentence(found: Problem, language: "zh" | "en"): string {
  return SAYINGS[found.code][language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = found.params[name];
    return value === undefined ? whole : String(value);
  });
}

/** Thrown when the whole file cannot be taken. */
export class ImportRefused extends Error {
  readonly problem: Problem;
  constructor(code: ProblemCode, params: Problem["params"] = {}) {
    const found = problem(code, params);
    super(sentence(found, "en"));
    this.name = "ImportRefused";
    this.problem = found;
  }
}
