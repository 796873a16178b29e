import type { z } from "zod";
import type { ComponentDetail } from "../../server/contract/registry.ts";

/** Everything that the panel of a component knows about it; its parts and its forms all take it. */
export type ComponentFile = z.infer<typeof ComponentDetail>;
