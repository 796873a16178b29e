import { clock } from "../ui/clock.ts";
import type { z } from "zod";
import type { RoleInterval } from "../../server/contract/registry.ts";
import type { UnitRef } from "../../server/contract/shapes.ts";
import type { ComponentRole } from "../../server/domain/names.ts";
import { dayIn } from "../ui/time.ts";

type Held = z.infer<typeof RoleInterval>;

/** Who holds a role of a component on a day, with since when and why; null when nobody does. */
export function intervalOn(roles: readonly Held[], role: ComponentRole, day: string): Held | null {
  return (
    roles.find((held) => held.role === role && held.from <= day && (held.to === null || day < held.to)) ??
    null
  );
}

/** Who holds a role today; null too while the component is not read yet. */
export function holderToday(
  component: { roles: readonly Held[] } | undefined,
  role: ComponentRole,
): UnitRef | null {
  return component ? (intervalOn(component.roles, role, dayIn(clock.now()))?.unit ?? null) : null;
}
