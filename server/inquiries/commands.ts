import { clock } from "../clock.ts";
import { TODAY } from "../db/clock.ts";
import { ApiError } from "../contract/errors.ts";
import type { disclaimOwnership, InquiryCommandBody, openInquiry } from "../contract/inquiries.ts";
import type { BodyOf } from "../contract/endpoint.ts";
import { inquiryOpen } from "../domain/inquiry/state.ts";
import type { Tx } from "../db/actor.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { likelyOwners } from "../inference/commands.ts";
import { adoptPhotos } from "../registry/commands.ts";
import { premisesAt } from "./around-queries.ts";
import { unitsConcerned } from "./concerned-queries.ts";
import { nextInquirySerial } from "../store/dossier-queries.ts";
import { execute, numbered } from "../store/execute.ts";

/** Moves one inquiry. Throws not_found, stale_version, transition_refused, unknown_reference. */
export async function command(
  tx: Tx,
  id: string,
  body: InquiryCommandBody,
  expectedVersion: number | undefined,
) {
  await mustBeVisible(tx, id);
  mustNameUnit(tx, body);
  await refuseUnknownUnits(tx, body);
  await refuseGoneUnit(tx, id, body);
  const executed = await execute(tx, {
    target: { inquiry: id },
    expectedVersion,
    commands: () => [{ on: "inquiry", id, command: body }],
    ...(body.type === "ANSWER" && { photoIds: [...photosOf(body), ...(await shownIn(tx, id))] }),
    ...(body.type === "CONFIRM_DETERMINATION" && { concerned: (inside: Tx) => unitsConcerned(inside, id) }),
    ...(LOOKS_AROUND.has(body.type) && { around: (inside: Tx) => lookAround(inside, id) }),
    ...((body.type === "DISCLAIM" || body.type === "CONFIRM_DISCLAIMER") && {
      candidates: async (inside: Tx) => likelyOwners(inside, await componentOf(inside, id), null),
    }),
  });
  const inquiry = executed.dossier.inquiries.find((known) => known.id === id);
  if (!inquiry) throw new ApiError("not_found");
  await adoptPhotos(tx, photosOf(body), inquiry.componentId);
  return { id, version: executed.versionOf(id), state: inquiry.state };
}

/** Every picture that evidence of the inquiry has shown: what is claimed on again has to be another one. */
async function shownIn(tx: Tx, inquiryId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    sql`select distinct unnest(photo_ids) as id from evidence where inquiry_id = ${inquiryId}`,
  );
  return rows.map(({ id }) => id);
}

/** What passes over nobody's line and no compound of today (docs/domain.md#guard-3). */
const LOOKS_AROUND: ReadonlySet<InquiryCommandBody["type"]> = new Set([
  "SEND_LETTERS",
  "CHECK_PARCEL",
  "PUBLISH_NOTICE",
  "PROPOSE_BACKSTOP",
  "SIGN_BACKSTOP",
  "PROPOSE_SEALING",
  "CONFIRM_SEALING",
]);

async function lookAround(tx: Tx, inquiryId: string) {
  const componentId = await componentOf(tx, inquiryId);
  const { candidates } = await likelyOwners(tx, componentId, null);
  return { candidates, premises: await premisesAt(tx, componentId) };
}

/**
 * Opens an inquiry without a case (registry clean-up, patrol) and writes to the candidates, or to the given units alone: the others
 * stay candidates, who are asked or left out with a reason before a backstop.
 */
export async function open(tx: Tx, { componentId, origin, unitIds }: BodyOf<typeof openInquiry>) {
  const id = newId();
  const ranked = await likelyOwners(tx, componentId, null);
  const named = (unitIds ?? []).filter(
    (unitId) => !ranked.candidates.some((known) => known.unitId === unitId),
  );
  const candidates = [...ranked.candidates, ...named.map((unitId) => ({ unitId, permille: 0 }))];
  const number = numbered("inquiry", await nextInquirySerial(tx), clock.iso());
  const executed = await execute(tx, {
    target: { component: componentId },
    asSystem: true,
    commands: ({ component, inquiries }) => {
      if (inquiries.some(inquiryOpen)) throw new ApiError("inquiry_already_open");
      const divisionCode = component?.divisionCode ?? "";
      return [
        {
          on: "inquiry",
          id,
          command: {
            type: "OPEN",
            number,
            componentId,
            divisionCode,
            danger: false,
            origin,
            caseId: null,
            candidates,
            modelVersion: ranked.modelVersion,
            ...(unitIds && { asks: unitIds }),
          },
        },
      ];
    },
  });
  return { id, number, version: executed.versionOf(id) };
}

/**
 * A confirmed owner says that it erred (docs/domain.md#d2): in the inquiry that determined it, in one that is open, or,
 * for an owner that an import or a hand-over named, in one that opens for this. Throws not_found, transition_refused,
 * unknown_reference.
 */
export async function disclaim(
  tx: Tx,
  componentId: string,
  { unitId, reasonCode, evidence, notes }: BodyOf<typeof disclaimOwnership>,
) {
  const owner = tx.actor.role === "OWNER_UNIT" ? tx.actor.unitId : (unitId ?? null);
  const seen = tx.actor.role === "OWNER_UNIT" ? sql`unit_may_see_component(${owner}::uuid, id)` : sql`true`;
  if (!(await tx.maybe(sql`select id from component where id = ${componentId} and ${seen}`)))
    throw new ApiError("not_found");
  const inquiryId =
    (await inquiryAbout(tx, componentId, owner)) ??
    (await open(tx, { componentId, origin: "REGISTRY", unitIds: [] })).id;
  const body = {
    type: "DISCLAIM",
    reasonCode,
    evidence,
    ...(owner && { unitId: owner }),
    ...(notes && { notes }),
  } as const;
  const { version } = await command(tx, inquiryId, body, undefined);
  return { inquiryId, version };
}

/** The open inquiry, or the last one that determined this owner. */
async function inquiryAbout(tx: Tx, componentId: string, owner: string | null): Promise<string | undefined> {
  const row = await tx.maybe<{ id: string }>(sql`
    select id from inquiry where component_id = ${componentId} and (open or (state = 'DETERMINED' and owner_unit_id = ${owner}::uuid))
    order by open desc, opened_at desc limit 1`);
  return row?.id;
}

async function componentOf(tx: Tx, inquiryId: string): Promise<string> {
  const row = await tx.maybe<{ id: string }>(
    sql`select component_id as id from inquiry where id = ${inquiryId}`,
  );
  if (!row) throw new ApiError("not_found");
  return row.id;
}

/** Whose answer or error it is: a unit's own, else the one that is named. */
function mustNameUnit(tx: Tx, body: InquiryCommandBody): void {
  const own = tx.actor.role === "OWNER_UNIT";
  if (own && tx.actor.unitId) return;
  if (body.type === "ANSWER" && (own || !body.unitId)) throw unnamedUnit("whose answer is it?");
  if (body.type === "DISCLAIM" && (own || !body.unitId)) throw unnamedUnit("whose error is it?");
}

function unnamedUnit(message: string): ApiError {
  return new ApiError("invalid_input", { summary: "unitId" }, { issues: [{ path: "body.unitId", message }] });
}

function photosOf(body: InquiryCommandBody): string[] {
  if (body.type === "ANSWER" || body.type === "DISCLAIM")
    return body.evidence.flatMap((item) => item.photoIds);
  return "photoIds" in body ? (body.photoIds ?? []) : [];
}

/**
 * Units a command names must exist: the history would otherwise hold an id that nothing stands for. A unit that is no more
 * is asked nothing and given nothing.
 */
async function refuseUnknownUnits(tx: Tx, command: InquiryCommandBody): Promise<void> {
  const ids = new Set<string>();
  // A unit speaks for itself, whatever it fills in.
  const own = tx.actor.role === "OWNER_UNIT" && (command.type === "ANSWER" || command.type === "DISCLAIM");
  const unitId = own ? tx.actor.unitId : "unitId" in command ? command.unitId : null;
  if (unitId) ids.add(unitId);
  if (command.type === "SEND_LETTERS") for (const asked of command.unitIds) ids.add(asked);
  if (command.type === "PROPOSE_BACKSTOP") ids.add(command.custodianUnitId);
  if (command.type === "PROPOSE_PRIVATE" && command.managerUnitId) ids.add(command.managerUnitId);
  if (ids.size === 0) return;
  const { n } = await tx.one<{ n: number }>(
    sql`select count(*)::int as n from unit where id = any(${[...ids]}::uuid[]) and (valid_to is null or valid_to > ${TODAY})`,
  );
  if (n < ids.size) throw new ApiError("unknown_reference", { what: "unitId" });
}

/** What was proposed may have waited for a second person longer than the unit was there. */
async function refuseGoneUnit(tx: Tx, id: string, { type }: InquiryCommandBody): Promise<void> {
  if (type !== "CONFIRM_DETERMINATION" && type !== "SIGN_BACKSTOP" && type !== "CONFIRM_PRIVATE") return;
  const gone = await tx.maybe(sql`
    select unit.id from inquiry join unit on unit.id::text in (
      state_json #>> '{proposal,unitId}', state_json #>> '{proposal,custodianUnitId}', state_json #>> '{proposal,managerUnitId}')
    where inquiry.id = ${id} and unit.valid_to <= ${TODAY}`);
  if (gone) throw new ApiError("unknown_reference", { what: "unitId" });
}

/** To a unit that was never asked and may not see the component, the inquiry does not exist. */
async function mustBeVisible(tx: Tx, id: string): Promise<void> {
  if (tx.actor.role !== "OWNER_UNIT") return;
  const seen = await tx.maybe(
    sql`select id from inquiry where id = ${id} and unit_may_see_component(${tx.actor.unitId}::uuid, component_id)`,
  );
  if (!seen) throw new ApiError("not_found");
}
