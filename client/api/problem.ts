import { ApiError, ERRORS, fillSentence } from "../../server/contract/errors.ts";
import { REASONS } from "../../server/domain/reasons.ts";
import type { Language } from "../i18n/i18n.ts";

/** What went wrong, in the reader's language: the contract's sentence, or that the server was not reached. */
export function sentenceOf(error: unknown, language: Language): string {
  const english = language === "en";
  if (!(error instanceof ApiError)) {
    return english
      ? "The server could not be reached. What you typed is kept; try again."
      : "无法连接服务器。您输入的内容没有丢失，请重试。";
  }
  const [, zh, en] = ERRORS[error.code];
  const { reason } = error.extra;
  const params =
    reason === undefined || !(reason in REASONS)
      ? error.params // the server has put its own sentence there
      : { ...error.params, reason: fillSentence(reasonSentence(reason, language), error.params) };
  return fillSentence(english ? en : zh, { requestId: error.extra.requestId ?? "-", ...params });
}

/** Why a command is not allowed: the sentence of a disabled button. */
export function reasonSentence(reason: string, language: Language): string {
  const pair = (REASONS as Readonly<Record<string, readonly [string, string]>>)[reason];
  return pair ? pair[language === "en" ? 1 : 0] : reason;
}
