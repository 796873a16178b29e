import type { z } from "zod";
import type { Role } from "../domain/names.ts";

/**
 * One operation of the API, said once: the server mounts it, the typed client calls it, OpenAPI describes it.
 *
 * `path` is Express style (`/api/cases/:id`). `access` is who may call it at all; what a role may do with one
 * case or inquiry is the domain's table (`server/domain/permissions.ts`).
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
  M extends Method = Method,
> {
  readonly name: string;
  readonly method: M;
  readonly path: string;
  readonly summary: string;
  readonly tag: Tag;
  readonly access: Access;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: Answer;
  /** 200 unless said otherwise. */
  readonly status?: number;
  /** Writes carry an `Idempotency-Key`; commands on one stream also an `If-Match` with its version. */
  readonly precondition?: "IF_MATCH";
  /** Anything but JSON, e.g. `text/csv`; the handler then writes the response itself. */
  readonly contentType?: string;
  /** Anything but JSON in the request, e.g. `image/*`; the handler then reads the stream itself. */
  readonly requestType?: string;
  /** The few writes that may be sent twice without harm and need no key: signing in and out. */
  readonly idempotency?: "NONE";
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** `PUBLIC` needs no session; `SIGNED_IN` any; else the roles listed. */
export type Access = "PUBLIC" | "SIGNED_IN" | readonly Role[];

export type Tag =
  | "session"
  | "registry"
  | "cases"
  | "inquiries"
  | "inference"
  | "imports"
  | "audit"
  | "admin"
  | "live"
  | "reference";

/** Keeps the literal types of the zod schemas, so that `call` and `mount` infer both ends. */
export function endpoint<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
  M extends Method,
>(definition: Endpoint<Params, Query, Body, Answer, M>): Endpoint<Params, Query, Body, Answer, M> {
  return definition;
}

export type ParamsOf<E> = E extends Endpoint<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.output<P> : never;
export type QueryOf<E> = E extends Endpoint<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.output<Q> : never;
export type BodyOf<E> = E extends Endpoint<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.output<B> : never;
export type AnswerOf<E> = E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer A> ? z.output<A> : never;
