import { z } from "zod";

type Declared = Readonly<Record<string, { readonly body: z.ZodObject }>>;
type BodyOf<Commands extends Declared> = Commands[keyof Commands]["body"];

/** The bodies of a track's commands, in the order of their declaration, as `z.discriminatedUnion` takes them. */
export function bodiesOf<Commands extends Declared>(
  commands: Commands,
): [BodyOf<Commands>, ...BodyOf<Commands>[]] {
  // Object.values forgets which commands these are.
  const [first, ...rest] = Object.values(commands).map(({ body }) => body as BodyOf<Commands>);
  if (!first) throw new Error("a track without commands");
  return [first, ...rest];
}

/**
 * The domain's own state of a matter, as it travels to the client, which asks the same declarations what is allowed. Its
 * shape is the domain's and no promise of the API: there it is an object. The one place where the two are taken for each other.
 */
export function domainState<State extends object>() {
  return z.record(z.string(), z.unknown()) as unknown as z.ZodType<State>;
}
