import type { z } from "zod";
import type { AnswerOf, BodyOf, Endpoint, ParamsOf, QueryOf } from "./endpoint.ts";
import { ApiError, ERRORS, Problem, type ErrorCode } from "./errors.ts";

type Inputs<E> = (unknown extends ParamsOf<E> ? { params?: never } : { params: ParamsOf<E> }) &
  (unknown extends QueryOf<E> ? { query?: never } : { query?: Partial<QueryOf<E>> }) &
  (unknown extends BodyOf<E> ? { body?: never } : { body: BodyOf<E> }) & {
    /** Version the caller saw, for commands on one stream. */
    ifMatch?: number;
    /** Repeat the same key to repeat the same write safely; made up when absent. */
    idempotencyKey?: string;
    signal?: AbortSignal;
  };

export interface CallOptions {
  /** Origin to call, "" for the page's own. */
  readonly origin: string;
  readonly fetch: typeof fetch;
  readonly newKey: () => string;
  /** Extra headers, e.g. the cookie of a test's session. */
  readonly headers?: () => Record<string, string>;
}

export type Call = <E extends Endpoint>(
  endpoint: E,
  ...inputs: object extends Inputs<E> ? [Inputs<E>?] : [Inputs<E>]
) => Promise<AnswerOf<E>>;

/** The typed client used by the UI, by tests and by command-line tools. Throws ApiError for every refusal. */
export function makeCall(options: CallOptions): Call {
  return async (endpoint, ...[inputs]) => {
    const given = (inputs ?? {}) as {
      params?: Record<string, unknown>;
      query?: Record<string, unknown>;
      body?: unknown;
      ifMatch?: number;
      idempotencyKey?: string;
      signal?: AbortSignal;
    };
    const headers: Record<string, string> = {
      Accept: "application/json",
      "X-Youzhu": "1",
      ...options.headers?.(),
    };
    if (endpoint.method !== "GET") headers["Idempotency-Key"] = given.idempotencyKey ?? options.newKey();
    if (given.ifMatch !== undefined) headers["If-Match"] = `"${given.ifMatch}"`;
    if (given.body !== undefined) headers["Content-Type"] = "application/json";
    const response = await options.fetch(options.origin + urlOf(endpoint, given.params, given.query), {
      method: endpoint.method,
      headers,
      credentials: "same-origin",
      ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
      ...(given.signal ? { signal: given.signal } : {}),
    });
    if (!response.ok) throw await errorOf(response);
    if (response.status === 204) return undefined as never;
    return (await response.json()) as never;
  };
}

type QueryValue = string | number | boolean | null | undefined | unknown[];

/** The address of an operation with its path and query filled in; also for links and downloads. */
export function urlOf(
  endpoint: Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType>,
  params: Record<string, unknown> = {},
  query: Record<string, unknown> = {},
): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query as Record<string, QueryValue>)) {
    if (value === undefined || value === null || value === "") continue;
    search.set(name, Array.isArray(value) ? value.join(",") : String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** Turns a problem answer back into the ApiError the server threw. */
export async function errorOf(response: Response): Promise<ApiError> {
  const parsed = Problem.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success)
    return new ApiError(response.status >= 500 ? "unavailable" : "internal", { requestId: "-" });
  const { code, params, issues, reason, changed, requestId } = parsed.data;
  return new ApiError(code in ERRORS ? (code as ErrorCode) : "internal", params ?? {}, {
    ...(issues && { issues }),
    ...(reason && { reason }),
    ...(changed && { changed }),
    ...(requestId && { requestId }),
  });
}
