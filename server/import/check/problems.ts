import { FILE_NOTICES } from "./file-notices.ts";
import type { Notice } from "./notice.ts";
import { ROW_NOTICES } from "./row-notices.ts";

/** Every sentence an import can say. */
const NOTICES: Readonly<Record<ProblemCode, Notice>> = { ...FILE_NOTICES, ...ROW_NOTICES };

export type ProblemCode = keyof typeof FILE_NOTICES | keyof typeof ROW_NOTICES;

export interface Problem {
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(NOTICES, code);
}

export function problem(code: ProblemCode, params: Problem["params"] = {}): Problem {
  return { code, params };
}

export function severity(found: Problem): Notice["severity"] {
  return NOTICES[found.code].severity;
}

export function isRefused(problems: readonly Problem[]): boolean {
  return problems.some((found) => severity(found) === "refused");
}

/** The sentence for people. A parameter that the problem does not carry stays visible as `{name}`. */
export function sentence(found: Problem, language: "zh" | "en"): string {
  return NOTICES[found.code][language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
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
