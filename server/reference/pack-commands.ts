import { clock } from "../clock.ts";
import { createHash } from "node:crypto";
import type { BodyOf } from "../contract/endpoint.ts";
import { ApiError } from "../contract/errors.ts";
import type { draftRulePack, editRuleDraft } from "../contract/rule-packs.ts";
import { limitChanges } from "../domain/clocks/rule-difference.ts";
import { draftClosed, enabling } from "../domain/clocks/rule-draft.ts";
import type { Tx } from "../db/actor.ts";
import { newId } from "../db/id.ts";
import { record } from "../store/append.ts";
import { refuseStale } from "../store/refuse-stale.ts";
import { canonical, type Canonical } from "../store/canonical.ts";
import { refused } from "../store/execute.ts";
import {
  closeDraft,
  insertDraft,
  insertVersion,
  lockDraft,
  lockPacks,
  packInForce,
  packNameTaken,
  packVersion,
  takeBack,
  writeDraft,
  type DraftRow,
} from "./pack-queries.ts";
import type { PackRules } from "./stored-pack.ts";

interface Moved {
  id: string;
  version: number;
}

/** Begins a draft as a copy of a version. Throws not_found, conflict. */
export async function begin(tx: Tx, { from, as }: BodyOf<typeof draftRulePack>): Promise<Moved> {
  const pack = await packVersion(tx, from.id, from.version);
  if (!pack) throw new ApiError("not_found");
  if (as && (await packNameTaken(tx, as.id)))
    throw new ApiError("conflict", { reason: "id taken" }, { reason: "pack_id_taken" });
  const { nameZh, nameEn, sourceText, steps, repairs, otherRepair } = pack;
  const id = newId();
  const rules = { steps, repairs, otherRepair };
  const packId = as?.id ?? pack.id;
  await insertDraft(tx, { id, packId, basedOn: from, nameZh, nameEn, sourceText, rules, ...named(as) });
  await tell(tx, packId, "RULE_PACK_DRAFTED", { draft: id, from: `${from.id}/${from.version}` });
  return { id, version: 1 };
}

/** Replaces what a draft says. Throws not_found, stale_version, transition_refused. */
export async function edit(
  tx: Tx,
  id: string,
  seen: number | undefined,
  body: BodyOf<typeof editRuleDraft>,
): Promise<Moved> {
  const draft = await draftInHand(tx, id, seen);
  const rules = body.rules as PackRules;
  await writeDraft(tx, id, { ...body, rules });
  const changes = limitChanges(draft.rules, rules).length;
  await tell(tx, draft.packId, "RULE_PACK_DRAFT_EDITED", { draft: id, changes, sha256: hashOf(rules) });
  return { id, version: draft.version + 1 };
}

/** Gives a draft up. Throws not_found, stale_version, transition_refused. */
export async function discard(tx: Tx, id: string, seen: number | undefined): Promise<Moved> {
  const draft = await draftInHand(tx, id, seen);
  await closeDraft(tx, id, "DISCARDED");
  await tell(tx, draft.packId, "RULE_PACK_DRAFT_DISCARDED", { draft: id });
  return { id, version: draft.version + 1 };
}

/**
 * A second person makes a draft a version of its pack, in force from a moment on. Throws not_found, stale_version,
 * transition_refused.
 */
export async function enable(
  tx: Tx,
  id: string,
  seen: number | undefined,
  from: string | null,
): Promise<Moved & { inForceFrom: string }> {
  await lockPacks(tx);
  const draft = await draftInHand(tx, id, seen);
  const inForce = await packInForce(tx);
  const now = clock.iso();
  const changes = limitChanges(inForce, draft.rules).length;
  const allowed = enabling(draft, tx.actor, from, now, changes);
  if ("refused" in allowed) throw refused(allowed.refused);
  const version = await insertVersion(tx, draft, allowed.from);
  await closeDraft(tx, id, "ENABLED");
  await tell(tx, draft.packId, "RULE_PACK_ENABLED", {
    id: draft.packId,
    version,
    from: allowed.from,
    draft: id,
    changes,
    replaces: `${inForce.id}/${inForce.version}`,
    sha256: hashOf(draft.rules),
  });
  return { id: draft.packId, version, inForceFrom: allowed.from };
}

/** Takes an enabled version back before it begins. Throws not_found, transition_refused. */
export async function withdraw(tx: Tx, id: string, version: number): Promise<Moved> {
  if (!(await packVersion(tx, id, version))) throw new ApiError("not_found");
  if (!(await takeBack(tx, id, version))) throw refused({ reason: "RULES_BEGUN" });
  await tell(tx, id, "RULE_PACK_WITHDRAWN", { id, version });
  return { id, version };
}

async function draftInHand(tx: Tx, id: string, seen: number | undefined): Promise<DraftRow> {
  const draft = await lockDraft(tx, id);
  if (!draft) throw new ApiError("not_found");
  refuseStale(seen, draft.version);
  const closed = draftClosed(draft);
  if (closed) throw refused(closed.refused);
  return draft;
}

const named = (as: BodyOf<typeof draftRulePack>["as"]) =>
  as ? { nameZh: as.nameZh, nameEn: as.nameEn } : {};

/** Rules are public texts and figures; the history keeps their hash, the row keeps them. */
function hashOf(rules: PackRules): string {
  return createHash("sha256")
    .update(canonical(rules as unknown as Canonical))
    .digest("hex");
}

async function tell(tx: Tx, packId: string, kind: string, data: object): Promise<void> {
  await record(tx, [
    {
      stream: "rule_pack",
      streamId: streamOfPack(packId),
      kind,
      data,
      componentId: null,
      divisionCode: null,
      occurredAt: clock.iso(),
    },
  ]);
}

/** Packs that had a history before names were hashed: their streams stay what they were. */
const NAMED_BY_BYTES = new Set(["yuncheng", "guangzhou2021", "tianjin2017", "dongying", "huaibei2012"]);

/** Packs are named by words, streams by UUIDs of the version 8 that is left to applications. */
export function streamOfPack(id: string): string {
  const hex = NAMED_BY_BYTES.has(id)
    ? Buffer.from(id).toString("hex").padEnd(32, "0").slice(0, 32)
    : createHash("sha256").update(id).digest("hex").slice(0, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
