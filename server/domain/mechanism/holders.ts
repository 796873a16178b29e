import { dayOf } from "../clocks/working-time.ts";
import { holderOn, type RoleInterval } from "../component/state.ts";
import type { ComponentRole, Instant } from "../names.ts";
import type { Dossier } from "./dossier.ts";

/** Whoever holds a role of the dossier's component today; undefined where nobody does, or nothing is registered yet. */
export function holderNow(
  { component }: Dossier,
  role: ComponentRole,
  { now }: { readonly now: Instant },
): RoleInterval | undefined {
  return component ? holderOn(component, role, dayOf(now)) : undefined;
}
