import { clock } from "../clock.ts";
import { ApiError } from "../contract/errors.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import { casesToWorkOn } from "../access/visibility.ts";
import type { CaseCommandBody, reportCase } from "../contract/cases.ts";
import type { BodyOf } from "../contract/endpoint.ts";
import { caseOpen } from "../domain/case/state.ts";
import { dayOf } from "../domain/clocks/working-time.ts";
import { streetOn } from "../domain/component/state.ts";
import type { CaseCommand } from "../domain/case/commands.ts";
import type { Command, Dossier } from "../domain/mechanism/dossier.ts";
import type { Position } from "../domain/names.ts";
import { isOutsider } from "../domain/permissions.ts";
import type { Tx } from "../db/actor.ts";
import { newId } from "../db/id.ts";
import { TODAY } from "../db/clock.ts";
import { sql } from "../db/sql.ts";
import { likelyOwners } from "../inference/commands.ts";
import { adoptPhotos, prepareRegistration, presentComponent } from "../registry/commands.ts";
import { servedBox } from "../store/place-queries.ts";
import { degrees, positionOf, rawOf } from "../store/position.ts";
import { execute, numbered, type Execution } from "../store/execute.ts";
import { numberAndRecurrence } from "./queries.ts";

export type Report = BodyOf<typeof reportCase>;

/**
 * Reports a defect, and files and dispatches it in the same transaction where asked. What the mechanism makes of it
 * (substitute handling, clocks, inquiry, letters) commits with it. Throws the ApiErrors of `execute`.
 */
export async function report(tx: Tx, given: Report) {
  if ((given.componentId === null) === (given.newComponent === null)) {
    throw new ApiError(
      "invalid_input",
      { summary: "componentId or newComponent" },
      {
        issues: [{ path: "body.componentId", message: "give either a component or the place of a new one" }],
      },
    );
  }
  if (given.file && tx.actor.role !== "SEAT_OPERATOR" && tx.actor.role !== "SHIFT_LEAD")
    throw new ApiError("forbidden", { role: tx.actor.role });
  if (given.componentId !== null) await mustBeKnown(tx, given.componentId);
  const id = newId();
  const componentId = given.componentId === null ? newId() : await presentComponent(tx, given.componentId);
  const registration = given.newComponent
    ? await prepareRegistration(tx, componentId, {
        ...given.newComponent,
        provisional: true,
        attributes: {},
        photoIds: [],
        allocateCode: false,
      })
    : null;
  const position = given.position ? positionOf(given.position, await servedBox(tx)) : null;
  const point = position ?? (registration ? registeredAt(registration.command) : null);
  const {
    n,
    recurrenceOf: previous,
    outside,
    boundary,
  } = await numberAndRecurrence(
    tx,
    componentId,
    point,
    (given.position ?? given.newComponent?.position)?.accuracyM ?? null,
  );
  const number = numbered("case", n, clock.iso());
  const at = occurredAt(given.occurredAt);
  const filing: Command[] = given.file
    ? [{ on: "case", id, command: { type: "FILE", danger: given.danger, defect: given.defect } }]
    : [];
  const candidates = (inside: Tx) =>
    likelyOwners(inside, componentId, registration ? placeOfNew(registration.command) : null);
  const reported = await execute(tx, {
    target: { component: componentId },
    ...(registration && { fresh: registration.fresh }),
    occurredAt: at,
    ...(filing.length > 0 && at === undefined && { candidates }),
    commands: (dossier) => [
      ...(registration ? [registration.command] : []),
      {
        on: "case",
        id,
        command: reportCommand(given, {
          number,
          componentId,
          outside,
          boundary,
          position: position ?? dossier.component?.position ?? registeredAt(registration?.command),
          dossier,
          previous,
          accountId: tx.actor.accountId,
          divisionOfNew: registration?.command,
        }),
      },
      ...(at === undefined ? filing : []),
    ],
  });
  // What was seen some days ago is filed now: its clocks, and those of the units that are asked, cannot have run before.
  const executed =
    filing.length === 0 || at === undefined
      ? reported
      : await execute(tx, { target: { case: id }, candidates, commands: () => filing });
  const dispatched = await dispatchTo(tx, given, id, executed.dossier);
  await adoptPhotos(tx, given.photoIds, componentId, id);
  const inquiry = executed.dossier.inquiries.find((known) => known.caseIds.includes(id));
  return {
    id,
    number,
    componentId,
    inquiryId: inquiry?.id ?? null,
    version: dispatched ?? executed.versionOf(id),
  };
}

/** Moves one case. Throws not_found, stale_version, transition_refused. */
export async function command(
  tx: Tx,
  id: string,
  body: CaseCommandBody,
  expectedVersion: number | undefined,
) {
  await mustBeVisible(tx, id);
  const given = await resolved(tx, body);
  const photoIds = "photoIds" in body ? body.photoIds : [];
  const executed = await execute(tx, {
    target: { case: id },
    expectedVersion,
    commands: () => [{ on: "case", id, command: given }],
    photoIds,
    ...(mayOpenInquiry(body) && {
      candidates: async (inside: Tx) => likelyOwners(inside, await componentOf(inside, id), null),
    }),
  });
  await adoptPhotos(tx, photoIds, executed.dossier.component?.id ?? "", id);
  const file = executed.dossier.cases.find((known) => known.id === id);
  if (!file) throw new ApiError("not_found");
  return { id, version: executed.versionOf(id), state: file.state };
}

function mayOpenInquiry(body: CaseCommandBody): boolean {
  return (
    body.type === "FILE" ||
    body.type === "REASSESS_DANGER" ||
    body.type === "ADD_REPORT" ||
    body.type === "RECORD_VERIFICATION" ||
    body.type === "MERGE" ||
    body.type === "UNMERGE" ||
    body.type === "RETURN"
  );
}

/** A unit reports on what it may see; to it every other component, a restricted one above all, does not exist. */
async function mustBeKnown(tx: Tx, componentId: string): Promise<void> {
  const { role, unitId } = tx.actor;
  if (!isOutsider(role)) return;
  await refuseUnseen(tx, componentId, { role, unitId });
}

/** A unit or contractor gives commands only on what it was sent; to it every other case does not exist. */
async function mustBeVisible(tx: Tx, id: string): Promise<void> {
  const seen = await tx.maybe(
    sql`select id from case_file file where id = ${id} and ${casesToWorkOn(tx.actor)}`,
  );
  if (!seen) throw new ApiError("not_found");
}

async function mustBeDivision(tx: Tx, code: string): Promise<void> {
  if (!(await tx.maybe(sql`select code from division where code = ${code}`)))
    throw new ApiError("unknown_reference", { what: "divisionCode" });
}

/** A unit that nobody knows, or that is no more, is sent nowhere, named as nobody and told nothing (docs/domain.md#d4). */
async function refuseGoneUnits(tx: Tx, body: CaseCommandBody): Promise<void> {
  const named = [
    ...("unitId" in body ? [body.unitId] : []),
    ...("namesUnitId" in body && body.namesUnitId ? [body.namesUnitId] : []),
    ...("unitIds" in body ? body.unitIds : []),
  ];
  if (named.length === 0) return;
  const { n } = await tx.one<{ n: number }>(sql`
    select count(*)::int as n from unit where id = any(${[...new Set(named)]}::uuid[]) and (valid_to is null or valid_to > ${TODAY})`);
  if (n < new Set(named).size) throw new ApiError("unknown_reference", { what: "unitId" });
}

async function componentOf(tx: Tx, caseId: string): Promise<string> {
  const row = await tx.maybe<{ id: string }>(
    sql`select component_id as id from case_file where id = ${caseId}`,
  );
  if (!row) throw new ApiError("not_found");
  return row.id;
}

/** The contract's command is the domain's, but for a point that was sent, which becomes a position. */
async function resolved(tx: Tx, body: CaseCommandBody): Promise<CaseCommand> {
  await refuseGoneUnits(tx, body);
  if (body.type === "HAND_OVER" || body.type === "DECIDE_STREET") await mustBeDivision(tx, body.divisionCode);
  if (body.type !== "GUARD") return body;
  return { ...body, position: body.position && positionOf(body.position, await servedBox(tx)) };
}

function reportCommand(
  given: Report,
  facts: {
    number: string;
    componentId: string;
    outside: boolean;
    boundary: boolean;
    position: Position;
    dossier: Dossier;
    previous: string | null;
    accountId: string | null;
    divisionOfNew: Command | undefined;
  },
): CaseCommand {
  const { number, componentId, outside, boundary, position, dossier, previous, accountId } = facts;
  const notes = Object.fromEntries(
    Object.entries({
      description: given.description,
      reporterName: given.reporterName,
      reporterPhone: given.reporterPhone,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const decided = dossier.component && streetOn(dossier.component, dayOf(clock.iso()));
  const registered =
    facts.divisionOfNew?.on === "component" && facts.divisionOfNew.command.type === "REGISTER"
      ? facts.divisionOfNew.command.divisionCode
      : "";
  return {
    type: "REPORT",
    number,
    componentId,
    divisionCode: decided?.divisionCode ?? dossier.component?.divisionCode ?? registered,
    danger: given.danger,
    defect: given.defect,
    channel: given.channel,
    position,
    ...(given.position && rawOf(given.position)),
    photoIds: given.photoIds,
    recurrenceOf: previous,
    createdBy: accountId,
    // What the common superior has decided is asked no more.
    ...(outside && !decided && { outside }),
    ...(boundary && !decided && { boundary }),
    ...(Object.keys(notes).length > 0 && { notes }),
  };
}

/** Dispatch to a named unit in the same gesture, unless the mechanism has dispatched already. */
async function dispatchTo(tx: Tx, given: Report, id: string, dossier: Dossier): Promise<number | undefined> {
  const file = dossier.cases.find((known) => known.id === id);
  if (!given.file || given.dispatchTo === null || !file || file.unitId !== null || !caseOpen(file))
    return undefined;
  const dispatch: CaseCommand = {
    type: "DISPATCH",
    unitId: given.dispatchTo,
    substituteHandling: false,
    emergencyReason: null,
  };
  return (
    await execute(tx, { target: { case: id }, commands: () => [{ on: "case", id, command: dispatch }] })
  ).versionOf(id);
}

/** Offline reports may be up to a week old; what claims to come from the future came now. */
function occurredAt(given: string | undefined): Execution["occurredAt"] {
  if (given === undefined) return undefined;
  const age = clock.now() - Date.parse(given);
  if (age < 0) return undefined;
  if (age > 7 * 86_400_000)
    throw new ApiError(
      "invalid_input",
      { summary: "occurredAt" },
      { issues: [{ path: "body.occurredAt", message: "more than a week ago" }] },
    );
  return new Date(given).toISOString();
}

function registeredAt(command: Command | undefined): Position {
  if (command?.on === "component" && command.command.type === "REGISTER") return command.command.position;
  throw new ApiError("not_found");
}

function placeOfNew(command: Command) {
  if (command.on !== "component" || command.command.type !== "REGISTER") return null;
  return {
    ...degrees(command.command.position),
    accuracyM: command.command.accuracyCm / 100,
    classCode: command.command.classCode,
  };
}
