import { clock } from "../clock.ts";
import { photosToAttach } from "../access/visibility.ts";
import type { z } from "zod";
import { ApiError } from "../contract/errors.ts";
import type { ComponentCommandBody, registerComponent } from "../contract/registry.ts";
import type { BodyOf } from "../contract/endpoint.ts";
import { dayOf } from "../domain/clocks/working-time.ts";
import type { ComponentCommand } from "../domain/component/commands.ts";
import { RESTRICTED_CLASS, touchesRestriction } from "../domain/component/state.ts";
import type { Command } from "../domain/mechanism/dossier.ts";
import type { Tx } from "../db/actor.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { packInForce } from "../reference/pack-queries.ts";
import { departmentAt } from "../store/dossier-queries.ts";
import { execute, type Execution } from "../store/execute.ts";
import { allocateCode, classGroupOf, placeOf, servedBox } from "../store/place-queries.ts";
import { degrees, positionOf, rawOf } from "../store/position.ts";

export type Registration = Omit<BodyOf<typeof registerComponent>, "allocateCode"> & {
  readonly allocateCode: boolean;
  readonly restricted?: boolean;
};

/**
 * What it takes to register a component at a point: its command, and what an execution on a fresh dossier needs. Used
 * for a registration by hand and for the provisional component that a report makes in the same transaction.
 */
export async function prepareRegistration(
  tx: Tx,
  id: string,
  given: Registration,
): Promise<{ command: Command; fresh: NonNullable<Execution["fresh"]> }> {
  const position = positionOf(given.position, await servedBox(tx));
  const { lon, lat } = degrees(position);
  const known = await classGroupOf(tx, given.classCode);
  // 0114 无主井盖 is a state of ownership, not a kind of thing: it exists only in import and export.
  if (!known || given.classCode === "0114") throw new ApiError("unknown_reference", { what: "classCode" });
  const place = await placeOf(tx, lon, lat);
  const code = given.allocateCode ? await allocateCode(tx, place.divisionCode, given.classCode) : null;
  const since = today();
  const command: Command = {
    on: "component",
    id,
    command: {
      type: "REGISTER",
      divisionCode: place.divisionCode,
      classCode: given.classCode,
      classGroup: known.group,
      position,
      accuracyCm: Math.round((given.position.accuracyM ?? 5) * 100),
      sourceCrs: given.position.crs,
      ...rawOf(given.position),
      provisional: given.provisional,
      restricted: given.classCode === RESTRICTED_CLASS,
      address: given.address || place.roadName || "",
      dataSource: "MANUAL_REPORT",
      attributes: given.attributes,
      code: code === null ? null : { scheme: "A", code, from: since, to: null },
      photoIds: given.photoIds,
    },
  };
  return {
    command,
    fresh: { departmentUnitId: await departmentAt(tx, lon, lat), rulePack: await packInForce(tx) },
  };
}

const today = (): string => dayOf(clock.iso());

export async function register(tx: Tx, given: Registration): Promise<{ id: string; version: number }> {
  const id = newId();
  const { command, fresh } = await prepareRegistration(tx, id, given);
  const { versionOf } = await execute(tx, { target: { component: id }, fresh, commands: () => [command] });
  await adoptPhotos(tx, given.photoIds, id);
  return { id, version: versionOf(id) };
}

type CommandBody = z.output<typeof ComponentCommandBody>;
/** What moves two dossiers has a way of its own (`identification.ts`). */
export type IdentificationBody = Extract<CommandBody, { type: "IDENTIFY" | "UNDO_IDENTIFICATION" }>;
type CorrectionBody = Exclude<CommandBody, IdentificationBody>;

/** Corrects one component. Throws not_found, stale_version, transition_refused, unknown_reference, coordinates_*. */
export async function correct(
  tx: Tx,
  id: string,
  body: CorrectionBody,
  expectedVersion: number | undefined,
): Promise<{ id: string; version: number }> {
  const command = await commandOf(tx, id, body);
  const { versionOf } = await execute(tx, {
    target: { component: id },
    expectedVersion,
    commands: () => [{ on: "component", id, command }],
  });
  return { id, version: versionOf(id) };
}

async function commandOf(tx: Tx, id: string, body: CorrectionBody): Promise<ComponentCommand> {
  switch (body.type) {
    case "CORRECT_POSITION":
      return {
        type: body.type,
        position: positionOf(body.position, await servedBox(tx)),
        accuracyCm: Math.round((body.position.accuracyM ?? 1) * 100),
        ...rawOf(body.position),
      };
    case "RECLASSIFY": {
      const known = await classGroupOf(tx, body.classCode);
      if (!known || body.classCode === "0114") throw new ApiError("unknown_reference", { what: "classCode" });
      const component = await standingOf(tx, id);
      await adoptPhotos(tx, body.photoIds, id);
      // What only waits for its second person gets its code from him.
      const waits = touchesRestriction(component, body.classCode);
      const code = waits ? null : await allocateCode(tx, component.divisionCode, body.classCode);
      return { ...body, classGroup: known.group, code, scheme: "A" };
    }
    case "RETIRE":
      await adoptPhotos(tx, body.photoIds, id);
      return body;
    case "CONFIRM_CHANGE": {
      const { divisionCode, newClass } = await standingOf(tx, id);
      return { ...body, code: newClass === null ? null : await allocateCode(tx, divisionCode, newClass) };
    }
    case "ADD_PHOTO": {
      await adoptPhotos(tx, [body.photoId], id);
      const photo = await tx.one<{ sha256: string }>(
        sql`select encode(sha256, 'hex') as sha256 from photo where id = ${body.photoId}`,
      );
      return { ...body, sha256: photo.sha256 };
    }
    case "ASSIGN_ROLE": {
      // Nobody is given a role for days on which it is no more.
      if (
        !(await tx.maybe(
          sql`select id from unit where id = ${body.unitId} and (valid_to is null or valid_to > ${body.from}::date)`,
        ))
      )
        throw new ApiError("unknown_reference", { what: "unitId" });
      await adoptPhotos(tx, body.photoIds, id);
      return body;
    }
    case "END_ROLE":
      await adoptPhotos(tx, body.photoIds, id);
      return body;
    case "CONFIRM_ROLE": {
      const gone = await tx.maybe(sql`
        select unit.id from component_proposal p join unit on unit.id = (p.body ->> 'unitId')::uuid
        where p.component_id = ${id} and p.about = 'ROLE' and p.body ->> 'change' = 'ASSIGN' and unit.valid_to <= ${today()}::date`);
      if (gone) throw new ApiError("unknown_reference", { what: "unitId" });
      return body;
    }
    case "SET_PHYSICAL_STATE":
    case "RECORD_ATTRIBUTES":
    case "CONFIRM_REGISTRATION":
    case "REFUSE_ROLE":
    case "REFUSE_CHANGE":
      return body;
  }
}

interface Standing {
  readonly divisionCode: string;
  readonly restricted: boolean;
  /** Of the change of class that waits for a second person. */
  readonly newClass: string | null;
}

async function standingOf(tx: Tx, id: string): Promise<Standing> {
  const component = await tx.maybe<Standing>(sql`
    select division_code as "divisionCode", restricted, 
      (select body ->> 'classCode' from component_proposal where component_id = component.id and about = 'CHANGE') as "newClass"
    from component where id = ${id}`);
  if (!component) throw new ApiError("not_found");
  return component;
}

/**
 * Ties uploaded photos to what they show, so that whoever may see the one may see the other. A unit's people can only tie
 * what their own unit sent, or an id would be a way to other people's pictures.
 */
export async function adoptPhotos(
  tx: Tx,
  photoIds: readonly string[],
  componentId: string,
  caseId: string | null = null,
): Promise<void> {
  if (photoIds.length === 0) return;
  const found = await tx.run(sql`
    update photo set component_id = coalesce(component_id, ${componentId}::uuid), case_id = coalesce(case_id, ${caseId}::uuid) 
    where id = any(${[...photoIds]}::uuid[]) and ${photosToAttach(tx.actor)}`);
  if (found < new Set(photoIds).size) throw new ApiError("unknown_reference", { what: "photoId" });
}

/** What a report names may have turned out to be another component meanwhile: it is about that one. */
export async function presentComponent(tx: Tx, id: string): Promise<string> {
  return (await identifiedWith(tx, id)) ?? id;
}

export async function identifiedWith(tx: Tx, id: string): Promise<string | null> {
  const row = await tx.maybe<{ other: string | null }>(
    sql`select identified_with as other from component where id = ${id}`,
  );
  return row?.other ?? null;
}
