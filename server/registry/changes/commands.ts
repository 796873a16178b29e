import { refuseUnseen } from "../../access/refuse-unseen.ts";
import type { BodyOf } from "../../contract/endpoint.ts";
import type * as contract from "../../contract/register-changes.ts";
import { isOutsider } from "../../domain/permissions.ts";
import type { Tx } from "../../db/actor.ts";
import { execute } from "../../store/execute.ts";
import { adoptPhotos } from "../commands.ts";

/**
 * A unit says what it has to say about a correction of its days, or the seat enters it with its letter. Throws not_found,
 * transition_refused, unknown_reference.
 */
export async function answerCorrection(
  tx: Tx,
  id: string,
  body: BodyOf<typeof contract.answerCorrection>,
): Promise<{ id: string; version: number }> {
  const { role, unitId } = tx.actor;
  if (isOutsider(role)) await refuseUnseen(tx, id, { role, unitId });
  await adoptPhotos(tx, body.photoIds, id);
  const command = { type: "ANSWER_CORRECTION", ...body } as const;
  const { versionOf } = await execute(tx, {
    target: { component: id },
    commands: () => [{ on: "component", id, command }],
  });
  return { id, version: versionOf(id) };
}
