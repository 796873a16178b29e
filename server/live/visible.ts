import type { Happened } from "../contract/live.ts";
import type { Database } from "../db/database.ts";
import { may } from "../domain/permissions.ts";
import type { Viewer } from "../access/viewer.ts";
import { isStaff, seesEverything, TOLD_TO_OUTSIDERS } from "../access/visibility.ts";
import { seenAmong, type Seen } from "./queries.ts";

/**
 * For each viewer, the part of what happened that it may know of. One query per unit and one for the staff, whatever the number
 * of users. What concerns no component (units, rule packs, imports) is told to the street's own people only; accounts to
 * administrators.
 */
export async function seenBy(
  database: Database,
  happened: readonly Happened[],
  viewers: ReadonlySet<Viewer>,
): Promise<Map<Viewer, Happened[]>> {
  const componentIds = [...new Set(happened.flatMap((one) => one.componentId ?? []))];
  const caseIds = [...new Set(happened.flatMap((one) => (one.streamKind === "case" ? one.streamId : [])))];
  const ofUnits = new Map<string, Seen>();
  const result = new Map<Viewer, Happened[]>();
  for (const viewer of viewers) {
    if (seesEverything(viewer)) {
      result.set(
        viewer,
        happened.filter((one) => accountsAside(one, viewer)),
      );
      continue;
    }
    const audience = isStaff(viewer) ? "staff" : `${viewer.role} ${viewer.unitId}`;
    const seen = ofUnits.get(audience) ?? (await seenAmong(database, viewer, componentIds, caseIds));
    ofUnits.set(audience, seen);
    result.set(
      viewer,
      happened.filter((one) =>
        isStaff(viewer)
          ? accountsAside(one, viewer) && (one.componentId === null || seen.components.has(one.componentId))
          : toldOf(one, seen),
      ),
    );
  }
  return result;
}

/** What may be told of accounts; everything else passes. */
function accountsAside(one: Happened, viewer: Viewer): boolean {
  return one.streamKind !== "account" || may(viewer.role, "manageAccounts");
}

/**
 * Of what an outsider sees for its announcement alone it hears no case, and of the inquiry what is told to everybody: the
 * kind of a step would say that somebody has denied or claimed.
 */
function toldOf(one: Happened, { components, cases }: Seen): boolean {
  const concerns = one.componentId === null ? undefined : components.get(one.componentId);
  if (concerns === undefined) return false;
  if (one.streamKind === "case") return cases.has(one.streamId);
  return one.streamKind === "component" || concerns || TOLD_TO_OUTSIDERS.includes(one.kind);
}
