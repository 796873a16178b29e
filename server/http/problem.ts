import type { Request, Response } from "express";
import { ApiError, ERRORS, fillSentence, type Problem } from "../contract/errors.ts";
import { REASONS } from "../domain/reasons.ts";
import { CONSTRAINT_SENTENCES, referredTo } from "./database-refusals.ts";
import type { Language } from "./issue-sentences.ts";

/** Writes a refusal as RFC 9457 problem JSON, in the reader's language. Chinese unless English is preferred. */
export function sendProblem(request: Request, response: Response, error: ApiError): void {
  if (response.headersSent) {
    response.destroy(); // an answer that broke half-way must not look whole
    return;
  }
  const requestId = String(response.getHeader("X-Request-Id") ?? "-");
  const language = languageOf(request);
  const params =
    error.code === "internal"
      ? { requestId }
      : { ...error.params, ...reasonIn(language, error), ...whatIn(language, error) };
  const problem: Problem = {
    type: `urn:youzhu:problem:${error.code}`,
    title: error.code,
    status: error.status,
    code: error.code,
    detail: fillSentence(ERRORS[error.code][language === "zh" ? 1 : 2], params),
    instance: request.originalUrl.split("?")[0] ?? "/",
    requestId,
    ...(Object.keys(params).length > 0 && { params }),
    ...(error.extra.issues && { issues: error.extra.issues }),
    ...(error.extra.reason && { reason: error.extra.reason }),
    ...(error.extra.changed && { changed: error.extra.changed }),
  };
  response.removeHeader("Content-Disposition");
  response.status(error.status).set({
    "Content-Type": "application/problem+json; charset=utf-8",
    "Content-Language": language === "zh" ? "zh-CN" : "en",
    "Cache-Control": "no-store",
  });
  if (error.code === "unavailable") response.set("Retry-After", "2");
  if (error.code === "too_many_requests") response.set("Retry-After", String(error.params["seconds"] ?? 1));
  response.send(JSON.stringify(problem));
}

/** Chinese unless English is preferred. */
export function languageOf(request: Request): Language {
  return request.acceptsLanguages(["zh", "en"]) === "en" ? "en" : "zh";
}

/** The domain's reason as a sentence of the reader's language. */
function reasonIn(language: Language, error: ApiError): { reason?: string } {
  const key = error.extra.reason;
  if (key === undefined) return {};
  const sentences = key in REASONS ? REASONS[key as keyof typeof REASONS] : CONSTRAINT_SENTENCES[key];
  return sentences ? { reason: fillSentence(sentences[language === "zh" ? 0 : 1], error.params) } : {};
}

/** The thing that does not exist, never the name of a field or of a constraint. */
function whatIn(language: Language, { code, params }: ApiError): { what?: string } {
  if (code !== "unknown_reference") return {};
  return { what: referredTo(String(params["what"] ?? ""))[language === "zh" ? 0 : 1] };
}

/** Errors of the body parser and of malformed addresses, in our words; undefined for anything else. */
export function refusalOfParser(error: unknown): ApiError | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const type: unknown = Reflect.get(error, "type");
  if (type === "entity.parse.failed" || type === "encoding.unsupported" || type === "charset.unsupported") {
    return new ApiError("malformed_json");
  }
  if (type === "entity.too.large") {
    const limit: unknown = Reflect.get(error, "limit");
    return new ApiError("body_too_large", { limit: typeof limit === "number" ? sizeInWords(limit) : "1 MB" });
  }
  if (type === "request.aborted" || type === "request.size.invalid") return new ApiError("malformed_json");
  if (error instanceof URIError) return new ApiError("not_found");
  const status: unknown = Reflect.get(error, "status");
  if (error instanceof Error && (status === 400 || status === 403 || status === 404))
    return new ApiError("not_found");
  if (status === 415) return new ApiError("unsupported_media_type", { type: "-" });
  return undefined;
}

function sizeInWords(bytes: number): string {
  return bytes >= 1 << 20 ? `${Math.round(bytes / (1 << 20))} MB` : `${Math.round(bytes / 1024)} KB`;
}
