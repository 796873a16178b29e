import type { z } from "zod";

/** Values to try for a field, from what its schema says. Null where the schema says nothing that could be tried. */
export function valuesOf(schema: z.ZodType): readonly unknown[] | null {
  const { def } = schema as unknown as { def: Definition };
  switch (def.type) {
    case "boolean":
      return [true, false];
    case "enum":
      return Object.values(def.entries ?? {});
    case "literal":
      return def.values ?? null;
    case "number":
      return [1];
    case "string":
      return def.format === undefined || def.format === null ? [WORDS] : null;
    case "optional":
      return orNothing(undefined, inner(def));
    case "nullable":
      return orNothing(null, inner(def));
    case "default":
    case "prefault":
    case "readonly":
      return inner(def);
    case "pipe":
      return def.in ? valuesOf(def.in) : null;
    case "array":
      return element(def);
    case "record":
      return [{}];
    default:
      return null;
  }
}

/** Long enough for whoever asks for more than a word. */
export const WORDS = "the lid was lifted by a lorry and lies in the ditch beside the road";

interface Definition {
  readonly type: string;
  readonly format?: string | null;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly values?: readonly unknown[];
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly element?: z.ZodType;
}

function inner({ innerType }: Definition): readonly unknown[] | null {
  return innerType ? valuesOf(innerType) : null;
}

function element(def: Definition): readonly unknown[] | null {
  const values = def.element ? valuesOf(def.element) : null;
  return values && [[], values.slice(0, 1)];
}

function orNothing(nothing: null | undefined, values: readonly unknown[] | null): readonly unknown[] {
  return values === null ? [nothing] : [nothing, ...values];
}
