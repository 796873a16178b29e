import { holderOn, type Component } from "../domain/component/state.ts";
import type { Standing } from "../domain/mechanism/standing.ts";
import { dayOf } from "../domain/clocks/working-time.ts";
import type { Instant } from "../domain/names.ts";
import type { Writes } from "../db/at-once.ts";
import type { Queries } from "../db/database.ts";
import { json, sql } from "../db/sql.ts";

export interface ComponentProjection {
  readonly component: Component;
  readonly standing: Standing;
  readonly version: number;
}

/** Columns of `component` that a change of its dossier may move, for components that are registered already. */
export function componentsChanged(changed: readonly ComponentProjection[], at: Instant): Writes {
  if (changed.length === 0) return {};
  const rows = changed.map(({ component, standing, version }) => ({
    id: component.id,
    class_code: component.classCode,
    class_group: component.classGroup,
    lon: component.position.lonE7,
    lat: component.position.latE7,
    accuracy: component.accuracyCm,
    physical_state: component.physicalState,
    status: standing.ownershipStatus,
    owner: ownerToday(component, at),
    danger: standing.openDanger,
    announced: standing.announced,
    cases: standing.openCases,
    provisional: component.provisional,
    restricted: component.restricted,
    retired: component.retired,
    disposition: component.disposition,
    address: component.address,
    attributes: component.attributes,
    photo_ids: component.photoIds,
    street: component.street,
    identified_with: component.identified?.with ?? null,
    identified_on: component.identified?.on ?? null,
    version,
  }));
  const components = sql`
    update component c set class_code = r.class_code, class_group = r.class_group,
           geom = case when round(ST_X(c.geom) * 1e7) = r.lon and round(ST_Y(c.geom) * 1e7) = r.lat then c.geom
                       else ST_SetSRID(ST_MakePoint(r.lon / 1e7, r.lat / 1e7), 4490) end,
           accuracy_m = r.accuracy / 100.0, physical_state = r.physical_state, ownership_status = r.status, owner_unit_id = r.owner,
           open_danger = r.danger, announced = r.announced, open_case_count = r.cases, provisional = r.provisional, restricted = r.restricted, retired = r.retired,
           disposition = r.disposition, street_decided = nullif(r.street, 'null'::jsonb), identified_with = r.identified_with, identified_on = r.identified_on, address = r.address, attributes = r.attributes,
           photo_ids = array(select jsonb_array_elements_text(r.photo_ids)::uuid), version = r.version, changed_at = ${at}
    from jsonb_to_recordset(${json(rows)}::jsonb) as r (
      id uuid, class_code text, class_group text, lon bigint, lat bigint, accuracy int, physical_state text, status text, owner uuid,
      danger boolean, announced boolean, cases int, provisional boolean, restricted boolean, retired boolean, disposition text, address text, attributes jsonb,
      photo_ids jsonb, street jsonb, identified_with uuid, identified_on date, version int)
    where c.id = r.id`;
  return { components, ...proposalsOf(changed), ...hearingsOf(changed) };
}

/** What waits for a second person; a row that nothing waits in is none. */
function proposalsOf(changed: readonly ComponentProjection[]): Writes {
  const rows = changed.flatMap(({ component: { id, roleProposal, changeProposal } }) => [
    { id, about: "ROLE", body: roleProposal },
    { id, about: "CHANGE", body: changeProposal },
  ]);
  const waiting = rows.filter(({ body }) => body !== null);
  const over = rows.filter(({ body }) => body === null);
  const decided = sql`
    delete from component_proposal p using jsonb_to_recordset(${json(over)}::jsonb) as r (id uuid, about text)
    where p.component_id = r.id and p.about = r.about`;
  if (waiting.length === 0) return { decided };
  const proposed = sql`
    insert into component_proposal (component_id, about, body)
    select id, about, body from jsonb_to_recordset(${json(waiting)}::jsonb) as r (id uuid, about text, body jsonb)
    on conflict (component_id, about) do update set body = excluded.body`;
  return { decided, proposed };
}

/** Who was asked about days that a correction moves goes on seeing the component, and the paper (docs/domain.md#guard-5). */
function hearingsOf(changed: readonly ComponentProjection[]): Writes {
  const asked = changed.flatMap(({ component: { id, roleProposal } }) =>
    (roleProposal?.correction?.asked ?? []).map((unitId) => ({
      unitId,
      component: id,
      photos: roleProposal?.photoIds ?? [],
    })),
  );
  if (asked.length === 0) return {};
  const hearings = sql`
    insert into component_hearing (component_id, unit_id, photo_ids)
    select component, "unitId", array(select jsonb_array_elements_text(photos)::uuid)
    from jsonb_to_recordset(${json(asked)}::jsonb) as r (component uuid, "unitId" uuid, photos jsonb)
    on conflict (component_id, unit_id) do update set photo_ids = excluded.photo_ids`;
  return { hearings };
}

export function componentRegistered(
  { component, standing, version }: ComponentProjection,
  sourceCrs: string,
  at: Instant,
): Writes {
  const { position } = component;
  const registered = sql`
    insert into component (id, division_code, class_code, class_group, geom, accuracy_m, source_crs, physical_state, ownership_status, owner_unit_id,
                           open_danger, open_case_count, provisional, restricted, retired, disposition, address, attributes, data_source,
                           first_surveyed_on, photo_ids, version, changed_at)
    values (${component.id}, ${component.divisionCode}, ${component.classCode}, ${component.classGroup},
            ST_SetSRID(ST_MakePoint(${position.lonE7}::float8 / 1e7, ${position.latE7}::float8 / 1e7), 4490), ${component.accuracyCm}::float8 / 100, ${sourceCrs},
            ${component.physicalState}, ${standing.ownershipStatus}, ${ownerToday(component, at)}::uuid, ${standing.openDanger}, ${standing.openCases},
            ${component.provisional}, ${component.restricted}, ${component.retired}, ${component.disposition}, ${component.address},
            ${json(component.attributes)}::jsonb, ${component.dataSource}, ${dayOf(at)}::date,
            ${component.photoIds}::uuid[], ${version}, ${at})`;
  return { registered };
}

/** Replaces codes and roles by the component's own lists; the exclusion constraint has the last word on overlaps. */
export async function writeCodesAndRoles(queries: Queries, components: readonly Component[]): Promise<void> {
  if (components.length === 0) return;
  const ids = components.map((component) => component.id);
  const codes = components.flatMap(({ id, codes }) => codes.map((code) => ({ id, ...code })));
  const roles = components.flatMap(({ id, roles }) => roles.map((role) => ({ id, ...role })));
  const struck = components.flatMap(({ id, corrected }) => corrected.map((role) => ({ id, ...role })));
  await queries.run(sql`delete from component_role where component_id = any(${ids}::uuid[])`);
  await queries.run(sql`
    insert into component_code (component_id, scheme, code, valid_from, valid_to)
    select r.id, r.scheme, r.code, r."from", r."to" from jsonb_to_recordset(${json(codes)}::jsonb) as r (id uuid, scheme text, code text, "from" date, "to" date)
    on conflict (scheme, code) do update set valid_to = excluded.valid_to where component_code.component_id = excluded.component_id`);
  await queries.run(sql`
    insert into component_role (component_id, role, unit_id, valid, basis, basis_ref)
    select r.id, r.role, r."unitId", daterange(r."from", r."to"), r.basis, r."basisRef"
    from jsonb_to_recordset(${json(roles)}::jsonb) as r (id uuid, role text, "unitId" uuid, "from" date, "to" date, basis text, "basisRef" text)`);
  if (struck.length === 0) return;
  await queries.run(sql`delete from component_role_corrected where component_id = any(${ids}::uuid[])`);
  await queries.run(sql`
    insert into component_role_corrected (component_id, role, unit_id, valid, basis, basis_ref, corrected_on, corrected_by)
    select r.id, r.role, r."unitId", daterange(r."from", r."to"), r.basis, r."basisRef", r."correctedOn", r."correctedBy"
    from jsonb_to_recordset(${json(struck)}::jsonb) as r (id uuid, role text, "unitId" uuid, "from" date, "to" date, basis text, "basisRef" text, "correctedOn" date, "correctedBy" text)`);
}

function ownerToday(component: Component, at: Instant): string | null {
  return holderOn(component, "owner", dayOf(at))?.unitId ?? null;
}
