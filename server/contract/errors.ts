import { z } from "zod";

/**
 * Every way the API says no. The code is stable and for programs; the sentences are for people, in both
 * languages, with `{params}` filled in by the client (or by the server for `detail`). Anything that is not in
 * this list is `internal` and is logged with its request id, never shown.
 */
export const ERRORS = {
  internal: [
    500,
    "系统内部错误，已记录（编号 {requestId}）。",
    "Something broke on our side; it is logged as {requestId}.",
  ],
  unavailable: [
    503,
    "数据库暂时不可用，请稍后重试；您输入的内容没有丢失。",
    "The database is not reachable right now; try again shortly.",
  ],
  not_found: [404, "没有找到，或您无权查看。", "Not found, or not yours to see."],
  method_not_allowed: [405, "此地址不支持该操作。", "This address does not take that method."],
  invalid_input: [422, "输入有误：{summary}", "The input is not right: {summary}"],
  malformed_json: [400, "请求内容不是有效的 JSON。", "The body is not valid JSON."],
  unsupported_media_type: [415, "不支持的内容类型 {type}。", "Content type {type} is not supported."],
  body_too_large: [413, "内容过大，上限 {limit}。", "The body is too large; the limit is {limit}."],
  too_many_requests: [
    429,
    "请求过于频繁，请 {seconds} 秒后再试。",
    "Too many requests; try again in {seconds} s.",
  ],
  not_signed_in: [401, "请先登录。", "Sign in first."],
  session_expired: [
    401,
    "登录已过期，请重新登录；未提交的内容仍在。",
    "The session has expired; sign in again. What you typed is kept.",
  ],
  wrong_credentials: [401, "用户名或密码不正确。", "User name or password is wrong."],
  username_taken: [409, "用户名 {username} 已存在。", "The user name {username} is taken."],
  own_account: [409, "不能停用自己的账号。", "You cannot disable your own account."],
  csrf_refused: [403, "请求来源未通过校验。", "The origin of the request could not be verified."],
  forbidden: [403, "您的角色（{role}）不能执行此操作。", "Your role ({role}) may not do this."],
  idempotency_key_missing: [
    400,
    "写操作需要 Idempotency-Key 请求头。",
    "Writes need an Idempotency-Key header.",
  ],
  idempotency_key_reused: [
    422,
    "同一 Idempotency-Key 已用于另一请求。",
    "This Idempotency-Key was used for another request.",
  ],
  version_missing: [
    428,
    "此操作需要 If-Match 请求头，写明您看到的版本。",
    "This command needs an If-Match header with the version you saw.",
  ],
  stale_version: [
    409,
    "内容已被他人更新（您看到的是第 {seen} 版，现为第 {current} 版）。",
    "Someone else changed it (you saw version {seen}, it is now {current}).",
  ],
  transition_refused: [409, "现在不能这样做：{reason}", "Not possible now: {reason}"],
  conflict: [409, "与已有记录冲突：{reason}", "Conflicts with an existing record: {reason}"],
  duplicate_code: [409, "部件标识码 {code} 已登记。", "Component code {code} is already registered."],
  inquiry_already_open: [409, "该部件已有进行中的确权案。", "This component already has an open inquiry."],
  role_overlap: [
    409,
    "同一天已有另一个{role}，请先结束原任期。",
    "Another {role} is already in effect on one of those days.",
  ],
  unknown_reference: [422, "引用的{what}不存在。", "The {what} referred to does not exist."],
  coordinates_outside: [
    422,
    "坐标 {lon}, {lat} 不在辖区范围内。",
    "The coordinates {lon}, {lat} are outside the area served.",
  ],
  coordinates_swapped: [
    422,
    "经纬度似乎颠倒了（{lon}, {lat}）。",
    "Longitude and latitude look swapped ({lon}, {lat}).",
  ],
  geometry_invalid: [422, "几何无效：{reason}", "The geometry is not valid: {reason}"],
  photo_unreadable: [
    422,
    "无法识别该图片；请使用 JPEG、PNG 或 WebP。",
    "The picture cannot be read; use JPEG, PNG or WebP.",
  ],
  file_unreadable: [422, "无法读取文件：{reason}", "The file cannot be read: {reason}"],
  scheme_not_declared: [
    422,
    "导入必须声明部件分类方案（A 或 B）：同样四位代码在两套方案里含义不同。",
    "An import must declare its class scheme (A or B): the same four digits mean different things.",
  ],
  crs_not_declared: [
    422,
    "文件没有坐标系信息，请声明（例如 EPSG:4547）。",
    "The file carries no coordinate system; declare one (for example EPSG:4547).",
  ],
  import_has_refusals: [
    409,
    "有 {count} 行被拒绝；确认仅导入其余行后再执行。",
    "{count} rows were refused; confirm to import the rest.",
  ],
  import_in_use: [
    409,
    "该批次中 {count} 个部件已有后续记录，不能撤销。",
    "{count} components of the batch have later records; it cannot be undone.",
  ],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>;

export type ErrorCode = keyof typeof ERRORS;
export type ErrorParams = Readonly<Record<string, string | number>>;

/** RFC 9457 problem details with our stable `code`; `issues` names the fields of an `invalid_input`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  instance: z.string().optional(),
  requestId: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** For `transition_refused`: the domain's reason key, see `server/domain/reasons.ts`. */
  reason: z.string().optional(),
  /** For `stale_version`: what changed since the version the caller saw, as event kinds. */
  changed: z.array(z.string()).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** Fills `{name}` in a sentence; unknown names stay visible, so that a forgotten parameter is seen. */
export function fillSentence(sentence: string, params: ErrorParams): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in params ? String(params[name]) : whole,
  );
}

/** What the server throws and the client's `call` throws again: a refusal that a person can act on. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly params: ErrorParams;
  readonly extra: Partial<Pick<Problem, "issues" | "reason" | "changed" | "requestId">>;

  constructor(code: ErrorCode, params: ErrorParams = {}, extra: ApiError["extra"] = {}) {
    super(fillSentence(ERRORS[code][2], params));
    this.name = "ApiError";
    this.code = code;
    this.status = ERRORS[code][0];
    this.params = params;
    this.extra = extra;
  }
}
