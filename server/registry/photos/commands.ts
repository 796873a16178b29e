import { ApiError } from "../../contract/errors.ts";
import type { Tx } from "../../db/actor.ts";
import { sql } from "../../db/sql.ts";

/**
 * Says what pictures show, when a command names them; from then on whoever may see the component may see them. A picture
 * keeps the first component it was used for. Throws unknown_reference for an id that is not a picture, or not one that the
 * actor sent or may use.
 */
export async function attachPhotos(
  tx: Tx,
  photoIds: readonly string[],
  shown: { readonly componentId: string; readonly caseId?: string },
): Promise<void> {
  if (photoIds.length === 0) return;
  const ids = [...new Set(photoIds)];
  const attached = await tx.run(sql`
    update photo set component_id = coalesce(component_id, ${shown.componentId}::uuid),
                     case_id = coalesce(case_id, ${shown.caseId ?? null}::uuid)
    where id = any(${ids}::uuid[]) and (component_id is null or component_id = ${shown.componentId}::uuid)
      and (${tx.actor.role !== "OWNER_UNIT"} or uploaded_by_unit_id = ${tx.actor.unitId}::uuid)`);
  if (attached < ids.length) throw new ApiError("unknown_reference", { what: "photoIds" });
}
