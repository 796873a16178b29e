import type { Express, Request, Response } from "express";
import type { z } from "zod";
import type { Endpoint, Method } from "../contract/endpoint.ts";
import { ApiError } from "../contract/errors.ts";
import { asActor, type Tx } from "../db/actor.ts";
import type { Database } from "../db/database.ts";
import { checkedAnswer } from "./answer.ts";
import { atTheBorder } from "./border.ts";
import { languageOf } from "./problem.ts";
import { refuseForgery } from "./csrf.ts";
import type { HttpDeps } from "./deps.ts";
import { bodyForHash, idempotencyKeyOf, once, requestHash, versionSeenBy } from "./idempotency.ts";
import { scopedTo } from "../access/scoped.ts";
import type { Viewer } from "../access/viewer.ts";

interface Asked<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
  /** Who asks. On a PUBLIC endpoint reading it throws not_signed_in for a visitor; use `visitor` there. */
  readonly viewer: Viewer;
  readonly visitor: Viewer | undefined;
  /** From `If-Match`; present wherever the endpoint has the precondition IF_MATCH. */
  readonly expectedVersion: number | undefined;
  readonly request: Request;
  readonly response: Response;
}

/** A GET's handler. It reads; an endpoint with a `contentType` writes the response itself and returns undefined. */
export interface ReadInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> extends Asked<
  P,
  Q,
  B
> {
  /** Under row security where the viewer is an outsider. */
  readonly database: Database;
}

/** A write's handler. Everything it does through `tx` commits together with its idempotency key and its answer. */
export interface WriteInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> extends Asked<
  P,
  Q,
  B
> {
  readonly tx: Tx;
  /** The caller's `Idempotency-Key`; events carry its hash. */
  readonly idempotencyKey: string | undefined;
}

/**
 * For writes that must do slow things first (receive a file, hash a password): no transaction is open. `write` opens one
 * and keeps the promise of the Idempotency-Key; `digest` stands for the content that the body schema does not cover.
 */
export interface OwnInput<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
> extends Asked<P, Q, B> {
  readonly database: Database;
  readonly write: (digest: Uint8Array, work: (tx: Tx) => Promise<z.input<A>>) => Promise<z.input<A>>;
}

export type Handler<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
  M extends Method,
> = (input: M extends "GET" ? ReadInput<P, Q, B> : WriteInput<P, Q, B>) => Promise<z.input<A>>;

/**
 * Puts one operation of the contract on the app. Everything that all operations share happens here, in this order:
 * budget, forgery check, session, access, schema, precondition, and for writes the transaction with its idempotency key.
 * Throws (to the app's error handler) the ApiErrors of `contract/errors.ts`.
 */
export function mount<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
  M extends Method,
>(app: Express, endpoint: Endpoint<P, Q, B, A, M>, handler: Handler<P, Q, B, A, M>, deps: HttpDeps): void {
  // The conditional type of `input` follows the method, which is only known here at run time.
  const handle = handler as (
    input: Asked<P, Q, B> & { database?: Database; tx?: Tx; idempotencyKey?: string | undefined },
  ) => Promise<z.input<A>>;
  register(app, endpoint, deps, async (asked) => {
    if (endpoint.method === "GET") {
      const answer = await handle(Object.assign(asked, { database: scopedTo(asked.visitor, deps.database) }));
      send(endpoint, asked, checkedAnswer(endpoint, answer, deps), false);
      return;
    }
    const { answer, replayed } = await writeOnce(endpoint, asked, deps, [], (tx) =>
      handle(Object.assign(asked, { tx, idempotencyKey: keyOf(endpoint, asked.request) })),
    );
    send(endpoint, asked, answer, replayed);
  });
}

/** As `mount`, for a handler that opens its own transaction with `write`. */
export function mountOwn<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  app: Express,
  endpoint: Endpoint<P, Q, B, A>,
  handler: (input: OwnInput<P, Q, B, A>) => Promise<z.input<A>>,
  deps: HttpDeps,
): void {
  register(app, endpoint, deps, async (asked) => {
    let replayed = false;
    const write: OwnInput<P, Q, B, A>["write"] = async (digest, work) => {
      const result = await writeOnce(endpoint, asked, deps, [digest], work);
      replayed = result.replayed;
      return result.answer;
    };
    const answer = await handler(Object.assign(asked, { database: deps.database, write }));
    send(endpoint, asked, checkedAnswer(endpoint, answer, deps), replayed);
  });
}

type AnyEndpoint<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
> = Endpoint<P, Q, B, A, Method>;

function register<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  app: Express,
  endpoint: AnyEndpoint<P, Q, B, A>,
  deps: HttpDeps,
  serve: (asked: Asked<P, Q, B>) => Promise<void>,
): void {
  deps.mounted.push(endpoint);
  const method = METHODS[endpoint.method];
  app[method](endpoint.path, async (request, response) => {
    if (endpoint.method !== "GET") {
      refuseForgery({ headers: request.headers, host: request.host }, deps.publicOrigin);
    }
    const visitor = await visitorOf(endpoint, request, deps);
    await deps.limits.request(visitor ? `account:${visitor.accountId}` : `address:${request.ip ?? "-"}`);
    allow(endpoint, visitor);
    if (endpoint.requestType) await deps.limits.upload(visitor?.accountId ?? request.ip ?? "-");
    keyOf(endpoint, request); // refuses a missing one before anything is read
    await serve(ask(endpoint, request, response, visitor));
  });
}

const METHODS = { GET: "get", POST: "post", PUT: "put", PATCH: "patch", DELETE: "delete" } as const;

async function visitorOf(endpoint: Endpoint, request: Request, deps: HttpDeps): Promise<Viewer | undefined> {
  try {
    return await deps.viewerOf(request);
  } catch (error) {
    // An expired cookie must not keep anybody from signing in again.
    if (endpoint.access === "PUBLIC" && error instanceof ApiError && error.status === 401) return undefined;
    throw error;
  }
}

/** May this visitor call the operation at all? What a role may do with one case is the domain's table. */
export function allow(endpoint: Pick<Endpoint, "access">, visitor: Pick<Viewer, "role"> | undefined): void {
  if (endpoint.access === "PUBLIC") return;
  if (!visitor) throw new ApiError("not_signed_in");
  if (endpoint.access === "SIGNED_IN" || endpoint.access.includes(visitor.role)) return;
  throw new ApiError("forbidden", { role: visitor.role });
}

function ask<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  endpoint: AnyEndpoint<P, Q, B, A>,
  request: Request,
  response: Response,
  visitor: Viewer | undefined,
): Asked<P, Q, B> {
  if (endpoint.body && !request.is("application/json")) {
    throw new ApiError("unsupported_media_type", { type: request.headers["content-type"] ?? "-" });
  }
  const expectedVersion = versionSeenBy(request.headers["if-match"]);
  if (endpoint.precondition === "IF_MATCH" && expectedVersion === undefined)
    throw new ApiError("version_missing");
  const language = languageOf(request);
  return {
    params: atTheBorder(endpoint.params, request.params, "params", language),
    query: atTheBorder(endpoint.query, request.query, "query", language),
    body: atTheBorder(endpoint.body, request.body, "body", language),
    visitor,
    get viewer() {
      if (!visitor) throw new ApiError("not_signed_in");
      return visitor;
    },
    expectedVersion,
    request,
    response,
  };
}

function keyOf(endpoint: Pick<Endpoint, "method" | "idempotency">, request: Request): string | undefined {
  if (endpoint.method === "GET" || endpoint.idempotency === "NONE") return undefined;
  return idempotencyKeyOf(request.headers["idempotency-key"]);
}

async function writeOnce<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  endpoint: AnyEndpoint<P, Q, B, A>,
  asked: Asked<P, Q, B>,
  deps: HttpDeps,
  digests: readonly Uint8Array[],
  work: (tx: Tx) => Promise<z.input<A>>,
): Promise<{ answer: z.input<A>; replayed: boolean }> {
  const { request, viewer } = asked;
  const checked = async (tx: Tx) => checkedAnswer(endpoint, await work(tx), deps);
  const key =
    endpoint.idempotency === "NONE" ? undefined : idempotencyKeyOf(request.headers["idempotency-key"]);
  const hash = requestHash([
    request.method,
    request.originalUrl,
    String(asked.expectedVersion ?? ""),
    bodyForHash(request.body),
    ...digests,
  ]);
  const result = await asActor(deps.database, viewer, async (tx) => {
    if (key === undefined) return { answer: await checked(tx), replayed: false };
    const status = endpoint.status ?? 200;
    return await once(tx, { accountId: viewer.accountId, key, hash, status }, () => checked(tx));
  });
  if (!result.replayed) deps.onCommitted();
  // jsonb forgets the order of keys; the contract puts it back, so that a repeated answer is the same to the byte.
  return { ...result, answer: checkedAnswer(endpoint, result.answer, deps) };
}

function send<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  endpoint: AnyEndpoint<P, Q, B, A>,
  { response }: Asked<P, Q, B>,
  answer: z.input<A>,
  replayed: boolean,
): void {
  if (endpoint.contentType || response.headersSent) return;
  response.set("Cache-Control", "no-store");
  if (replayed) response.set("Idempotency-Replayed", "true");
  const version = versionIn(answer);
  if (version !== undefined) response.set("ETag", `"${version}"`);
  if (answer === undefined) response.status(204).end();
  else response.status(endpoint.status ?? 200).json(answer);
}

/** Answers that stand for one stream carry its version; it becomes the ETag that `If-Match` repeats. */
function versionIn(answer: unknown): number | undefined {
  if (typeof answer !== "object" || answer === null) return undefined;
  const version: unknown = Reflect.get(answer, "version");
  return typeof version === "number" ? version : undefined;
}
