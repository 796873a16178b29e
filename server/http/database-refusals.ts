import { ApiError, ERRORS, type ErrorCode } from "../contract/errors.ts";
import { CONSTRAINT_CODES, constraintOf } from "../db/constraints.ts";
import { DatabaseUnavailable } from "../db/database.ts";

/** What a person reads where the error's sentence has room for a reason. */
export const CONSTRAINT_SENTENCES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  unit_code_taken: ["该单位编码已登记", "this unit code is taken"],
  unit_lineage_once: ["该单位的沿革已登记", "this succession is already recorded"],
  rule_pack_one_start: ["另一版本恰在同一时刻生效", "another version begins at that very moment"],
  rule_pack_pkey: ["该版本刚刚已由他人启用", "somebody has just enabled that version"],
  pack_id_taken: ["该规则包编号已被使用", "a rule pack of that id exists already"],
  nothing_to_open: ["没有可以发起确权的部件", "there is nothing to open an inquiry for"],
  more_match_now: [
    "符合条件的部件现有 {count} 个，比您看到的多，请刷新后再试",
    "{count} components match now, more than you were shown; look again",
  ],
  already_undone: ["该批次已撤回", "it has been taken back already"],
  same_model: ["该版本已在使用", "this version is in use already"],
  model_unusable: [
    "该版本缺少本程序所需的权重，请重新学习",
    "the version lacks weights that this program needs; learn anew",
  ],
};

/** What a foreign key's column, or a field of a request, refers to. */
const REFERRED_TO: readonly (readonly [field: RegExp, zh: string, en: string])[] = [
  [/(unit_id|successor_id|predecessor_id|dispatch_to|successors)$/, "单位", "unit"],
  [/(component_id|identified_with)$/, "部件", "component"],
  [/(case_id|merged_into|recurrence_of)$/, "案件", "case"],
  [/inquiry_id$/, "确权案", "inquiry"],
  [/(division_code|parent_code|^code)$/, "行政区划", "division"],
  [/(account_id|requested_by|undone_by|proposed_by|switched_by|moved_by|entered_by)$/, "账号", "account"],
  [/batch_id$/, "导入批次", "import batch"],
  [/class_code$/, "部件类别", "component class"],
  [/photo_ids?$/, "照片", "photo"],
  [/outline$/, "范围", "area"],
];

/** In words what was referred to, by the name of the foreign key or of the request's field. */
export function referredTo(name: string): readonly [zh: string, en: string] {
  const field = name.replace(/_fkey$/, "").replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const [, zh, en] = REFERRED_TO.find(([pattern]) => pattern.test(field)) ?? [field, "记录", "record"];
  return [zh, en];
}

/** Out of connections, disk or memory, shutting down, or no longer there: all pass, and nothing was half-written. */
const PASSING = /^(08|53|57P0|40001|40P01|55P03|57014)/;
const NETWORK = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EHOSTUNREACH"]);

/** What the database refused, in the API's words; undefined for an error that nobody foresaw. */
export function refusalOfDatabase(error: unknown): ApiError | undefined {
  if (isGeometryFault(error)) return new ApiError("geometry_invalid", { reason: "GEOS" });
  if (error instanceof DatabaseUnavailable) return new ApiError("unavailable");
  const constraint = constraintOf(error);
  if (constraint !== undefined) {
    const code = CONSTRAINT_CODES.get(constraint);
    if (code !== undefined && isErrorCode(code)) return new ApiError(code, {}, { reason: constraint });
    return sqlState(error) === "23503" ? new ApiError("unknown_reference", { what: constraint }) : undefined;
  }
  const state = sqlState(error);
  if (state !== undefined && (PASSING.test(state) || NETWORK.has(state))) return new ApiError("unavailable");
  return undefined;
}

/**
 * GEOS gave up over a shape: the embedded engine answers nothing at all to the statement, PostgreSQL an internal error that
 * names GEOS or its exception. Trying again would not help.
 */
function isGeometryFault(error: unknown): boolean {
  if (sqlState(error) !== "XX000" || !(error instanceof Error)) return false;
  return error instanceof DatabaseUnavailable
    ? /^the engine gave no answer to:.*\bST_[A-Z]/s.test(error.message)
    : /TopologyException|IllegalArgumentException|GEOS|lwgeom/i.test(error.message);
}

function isErrorCode(code: string): code is ErrorCode {
  return code in ERRORS;
}

function sqlState(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const code: unknown = Reflect.get(error, "code");
  return typeof code === "string" ? code : undefined;
}
