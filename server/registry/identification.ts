import { refuseUnseen } from "../access/refuse-unseen.ts";
import { ApiError } from "../contract/errors.ts";
import { identify, undoIdentification } from "../domain/mechanism/identify.ts";
import type { Tx } from "../db/actor.ts";
import { likelyOwners } from "../inference/commands.ts";
import { executePair } from "../store/execute-pair.ts";
import { adoptPhotos, identifiedWith, type IdentificationBody } from "./commands.ts";

/**
 * Says that a provisional component is a registered one, or that it is not after all. Throws not_found, stale_version,
 * transition_refused.
 */
export async function identifyComponent(
  tx: Tx,
  id: string,
  body: IdentificationBody,
  expectedVersion: number | undefined,
): Promise<{ id: string; version: number }> {
  const { role, unitId } = tx.actor;
  if (role === "SYSTEM") throw new ApiError("forbidden", { role });
  await refuseUnseen(tx, id, { role, unitId });
  const other = body.type === "IDENTIFY" ? body.with : await identifiedWith(tx, id);
  if (other === null) throw new ApiError("transition_refused", { reason: "NOT_IDENTIFIED" });
  await refuseUnseen(tx, other, { role, unitId });
  const versionOf = await executePair(tx, {
    provisionalId: id,
    registeredId: other,
    expectedVersion,
    perform: (pair, contexts) => {
      const { note, ...given } = body;
      const notes = note?.trim() ? { notes: { note: note.trim() } } : {};
      return given.type === "IDENTIFY"
        ? identify(pair, { ...given, ...notes }, contexts)
        : undoIdentification(pair, { ...given, ...notes }, contexts);
    },
    candidates: (componentId) => likelyOwners(tx, componentId, null),
  });
  if (body.type === "IDENTIFY") await adoptPhotos(tx, body.photoIds, other);
  return { id, version: versionOf(id) };
}
