import type { z } from "zod";

type ZodIssue = z.core.$ZodIssue;
type Pair = readonly [zh: string, en: string];

/** The language of a refusal: of the reader's page, which says so in `Accept-Language`. */
export type Language = "zh" | "en";

/** What the border itself finds, beside what the schemas do. */
export const BORDER_SENTENCES = {
  not_text: ["含有空字符或半个字符，不是有效文本", "not a text: NUL or half a character"],
  too_deep: ["嵌套过深", "nested too deep"],
  key_not_allowed: ["不允许的字段名", "key not allowed"],
  unknown_field: ["没有这个字段", "unknown field"],
} as const satisfies Record<string, Pair>;

const TYPES: Readonly<Record<string, Pair>> = {
  string: ["文本", "a text"],
  number: ["数字", "a number"],
  int: ["整数", "a whole number"],
  boolean: ["是或否", "true or false"],
  array: ["列表", "a list"],
  tuple: ["列表", "a list"],
  object: ["一组字段", "an object"],
  record: ["一组字段", "an object"],
};

const FORMATS: Readonly<Record<string, Pair>> = {
  uuid: ["编号（UUID）", "an id (UUID)"],
  datetime: ["时间，如 2026-01-31T08:00:00Z", "a time like 2026-01-31T08:00:00Z"],
  date: ["日期，如 2026-01-31", "a day like 2026-01-31"],
  safeint: ["整数", "a whole number"],
};

/** One finding of a schema as a sentence for people; what it was found at stands in front of it. */
export function sentenceOfIssue(issue: ZodIssue, language: Language): string {
  return pairOf(issue)[language === "zh" ? 0 : 1];
}

function pairOf(issue: ZodIssue): Pair {
  switch (issue.code) {
    case "invalid_type": {
      const [zh, en] = TYPES[issue.expected] ?? [issue.expected, issue.expected];
      return issue.input === undefined && issue.message.includes("undefined")
        ? [`缺少，应为${zh}`, `missing; it must be ${en}`]
        : [`应为${zh}`, `must be ${en}`];
    }
    case "too_big":
    case "too_small":
      return bound(issue);
    case "invalid_format": {
      const [zh, en] = FORMATS[issue.format] ?? [issue.message, issue.message];
      return issue.format === "regex"
        ? ownOr(issue.message, ["格式不对", "has not the right form"])
        : [`应为${zh}`, `must be ${en}`];
    }
    case "invalid_value": {
      const values = issue.values.map(String).join(", ");
      return issue.input === undefined
        ? ownOr(issue.message, [`缺少，应为其中之一：${values}`, `missing; it must be one of: ${values}`])
        : [`应为其中之一：${values}`, `must be one of: ${values}`];
    }
    case "invalid_union":
      return [
        `不属于可接受的任何一种${"options" in issue && issue.options ? `：${issue.options.map(String).join(", ")}` : ""}`,
        `is none of what is accepted${"options" in issue && issue.options ? `: ${issue.options.map(String).join(", ")}` : ""}`,
      ];
    case "unrecognized_keys":
      return [`没有这个字段：${issue.keys.join(", ")}`, `unknown field: ${issue.keys.join(", ")}`];
    case "not_multiple_of":
      return [`应为 ${issue.divisor} 的倍数`, `must be a multiple of ${issue.divisor}`];
    case "invalid_key":
    case "invalid_element":
      return ["含有不允许的键或值", "holds a key or a value that is not allowed"];
    case "custom":
      return ownOr(issue.message, ["不符合要求", "is not as it must be"]);
  }
}

function bound(issue: Extract<ZodIssue, { code: "too_big" | "too_small" }>): Pair {
  const big = issue.code === "too_big";
  const limit = String(issue.code === "too_big" ? issue.maximum : issue.minimum);
  const [zhSide, enSide] = big ? ["最多", "at most"] : ["至少", "at least"];
  if (issue.origin === "string")
    return limit === "1" && !big
      ? ["不能为空", "must not be empty"]
      : [`${zhSide} ${limit} 个字`, `must have ${enSide} ${limit} characters`];
  if (issue.origin === "array" || issue.origin === "set")
    return [`${zhSide} ${limit} 项`, `must have ${enSide} ${limit} items`];
  if (issue.inclusive === false)
    return big
      ? [`应小于 ${limit}`, `must be less than ${limit}`]
      : [`应大于 ${limit}`, `must be more than ${limit}`];
  return [`${big ? "不能大于" : "不能小于"} ${limit}`, `must be ${enSide} ${limit}`];
}

/** A schema's own sentence, `中文 | English`; what zod says by itself is replaced. */
function ownOr(message: string, otherwise: Pair): Pair {
  const [zh, en] = message.split(" | ");
  return zh !== undefined && en !== undefined
    ? [zh, en]
    : message.startsWith("Invalid")
      ? otherwise
      : [message, message];
}
