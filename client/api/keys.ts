import type { Endpoint } from "../../server/contract/endpoint.ts";

/** Query keys start with the operation's name, so that the live stream can say by name what is old. */
export type Key = readonly [operation: string, inputs: Readonly<Record<string, unknown>>];

export function keyOf(endpoint: Pick<Endpoint, "name">, inputs: Readonly<Record<string, unknown>> = {}): Key {
  return [endpoint.name, inputs];
}
