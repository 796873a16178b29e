import type { CaseFile } from "../domain/case/state.ts";
import { clock } from "../clock.ts";
import { dayOf } from "../domain/clocks/working-time.ts";
import {
  streetOn,
  type CodeInterval,
  type Component,
  type CorrectedInterval,
  type RoleInterval,
} from "../domain/component/state.ts";
import { JOINT } from "../domain/component/succession.ts";
import type { Dossier } from "../domain/mechanism/dossier.ts";
import type { Inquiry } from "../domain/inquiry/state.ts";
import { PUBLIC_BODIES } from "../domain/names.ts";
import type { RulePack } from "../domain/clocks/rules.ts";
import type { Calendar } from "../domain/clocks/working-time.ts";
import type { Tx } from "../db/actor.ts";
import type { Queries } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { IN_FORCE } from "../reference/pack-queries.ts";
import { parsePack } from "../reference/stored-pack.ts";
import type { StreamHead } from "./append.ts";
import { CALENDAR_STAMP, calendarUnder, type CalendarStamp } from "./calendar.ts";

/** What a command names: a component itself, or a case or inquiry, whose component it then is. */
export type Target =
  | { readonly component: string }
  | { readonly case: string }
  | { readonly inquiry: string };

export interface LoadedDossier {
  readonly dossier: Dossier;
  readonly heads: ReadonlyMap<string, StreamHead>;
  readonly calendar: Calendar;
  readonly rulePack: RulePack;
  readonly pinnedPacks: readonly RulePack[];
  readonly departmentUnitId: string | null;
  /** Gas and power units. */
  readonly liveLineUnits: readonly string[];
  /** Units that are public bodies. */
  readonly publicUnitIds: readonly string[];
  /** Drawn where an inquiry may open by itself. */
  readonly inquirySerial: number | null;
}

/**
 * Locks the component a command is about; every writer of its dossier passes here, so one row lock serialises them.
 * Answers the component's id, or undefined. A statement of its own: what is read after the wait must be read anew.
 */
export async function lockDossier(tx: Tx, target: Target): Promise<string | undefined> {
  const id =
    "component" in target
      ? sql`${target.component}::uuid`
      : "case" in target
        ? sql`(select component_id from case_file where id = ${target.case}::uuid)`
        : sql`(select component_id from inquiry where id = ${target.inquiry}::uuid)`;
  return (await tx.maybe<{ id: string }>(sql`select id from component where id = ${id} for no key update`))
    ?.id;
}

interface ComponentRow extends Omit<
  Component,
  "position" | "codes" | "roles" | "corrected" | "photoIds" | "accuracyCm"
> {
  lonE7: number;
  latE7: number;
  accuracyCm: number;
  photoIds: string[];
  codes: CodeInterval[];
  roles: RoleInterval[];
  corrected: CorrectedInterval[];
  cases: CaseFile[];
  inquiries: Inquiry[];
  streams: { id: string; seq: number; head: string }[];
  packs: PackRow[];
  departmentUnitId: string | null;
  calendarStamp: CalendarStamp | null;
  liveLineUnits: string[];
  publicUnitIds: string[];
  inquirySerial: number | null;
}

/** A pack as it is stored; `parsePack` understands it. */
type PackRow = Record<string, unknown> & { inForce: boolean; id: string; version: number };

/** The dossier of a locked component, where its streams stand, and the rules that apply to it: one round trip. */
export async function loadDossier(
  tx: Tx,
  componentId: string,
  target: Target,
  opens = false,
): Promise<LoadedDossier> {
  const [loaded] = await loadDossiers(tx, [componentId], target, opens);
  if (!loaded) throw new Error(`component ${componentId} is locked and not there`);
  return loaded;
}

/** Locks many components in the order in which everybody does; what somebody else has in hand is waited for. */
export async function lockDossiers(tx: Tx, componentIds: readonly string[]): Promise<void> {
  await tx.rows(
    sql`select id from component where id = any(${[...componentIds]}::uuid[]) order by id for no key update`,
  );
}

/** A locked component with everything that was ever about it, over or not: it goes somewhere else as a whole. */
export async function loadWhole(tx: Tx, componentId: string, opens = false): Promise<LoadedDossier> {
  const [loaded] = await dossiersOf(tx, [componentId], {}, opens, true);
  if (!loaded) throw new Error(`component ${componentId} is locked and not there`);
  return loaded;
}

/** The same for many locked components, in the order of their ids. */
export async function loadDossiers(
  tx: Tx,
  componentIds: readonly string[],
  target: Target | null,
  opens = false,
): Promise<LoadedDossier[]> {
  if (target === null) return await dossiersOf(tx, componentIds, {}, opens);
  return await dossiersOf(tx, componentIds, target, opens);
}

async function dossiersOf(
  tx: Tx,
  componentIds: readonly string[],
  target: Target | Record<string, never>,
  opens: boolean,
  whole = false,
): Promise<LoadedDossier[]> {
  const caseId = "case" in target ? target.case : null;
  const inquiryId = "inquiry" in target ? target.inquiry : null;
  // A case that is taken apart again brings the one it went into, which may be over by now.
  const rows = await tx.rows<ComponentRow>(sql`
    with matters as materialized (
      select id, component_id, state_json as file, 'case' as kind from case_file
      where component_id = any(${[...componentIds]}::uuid[])
        and (${whole} or open or id = ${caseId}::uuid or id in (select case_id from case_inquiry where inquiry_id = ${inquiryId}::uuid) or id = (select merged_into from case_file where id = ${caseId}::uuid))
      union all
      select id, component_id, state_json, 'inquiry' from inquiry
      where component_id = any(${[...componentIds]}::uuid[]) and (${whole} or open or state = 'BACKSTOP' or (state = 'DETERMINED' and state_json #>> '{determination,final}' = 'false') or id = ${inquiryId}::uuid)
    )
    select c.id, c.division_code as "divisionCode", c.class_code as "classCode", c.class_group as "classGroup",
           round(ST_X(c.geom) * 1e7)::bigint as "lonE7", round(ST_Y(c.geom) * 1e7)::bigint as "latE7",
           greatest(1, round(c.accuracy_m * 100))::int as "accuracyCm", c.physical_state as "physicalState",
           c.provisional, c.restricted, c.retired, c.disposition, c.address, c.data_source as "dataSource",
           c.attributes, to_jsonb(c.photo_ids) as "photoIds",
           coalesce((select jsonb_agg(jsonb_build_object('scheme', scheme, 'code', code, 'from', valid_from, 'to', valid_to) order by valid_from, code)
             from component_code where component_id = c.id), '[]') as codes,
           coalesce((select jsonb_agg(jsonb_build_object('role', role, 'unitId', unit_id, 'from', lower(valid), 'to', upper(valid), 'basis', basis, 'basisRef', basis_ref)
               || case when basis = ${JOINT} then coalesce((select jsonb_build_object('joint', to_jsonb(s.joint)) from unit_succession s
                    where s.how = 'SPLIT' and s.successor_id = component_role.unit_id limit 1), '{}') else '{}' end order by lower(valid), role)
             from component_role where component_id = c.id), '[]') as roles,
           coalesce((select jsonb_agg(jsonb_build_object('role', role, 'unitId', unit_id, 'from', lower(valid), 'to', upper(valid), 'basis', basis, 'basisRef', basis_ref,
               'correctedOn', corrected_on, 'correctedBy', corrected_by) order by corrected_on, lower(valid), role)
             from component_role_corrected where component_id = c.id), '[]') as corrected,
           (select body from component_proposal where component_id = c.id and about = 'ROLE') as "roleProposal",
           (select body from component_proposal where component_id = c.id and about = 'CHANGE') as "changeProposal",
           case when c.identified_with is not null then jsonb_build_object('with', c.identified_with, 'on', c.identified_on) end as identified, c.street_decided as street,
           coalesce((select jsonb_agg(file order by id) from matters m where m.component_id = c.id and kind = 'case'), '[]') as cases,
           coalesce((select jsonb_agg(file order by id) from matters m where m.component_id = c.id and kind = 'inquiry'), '[]') as inquiries,
           coalesce((select jsonb_agg(jsonb_build_object('id', id, 'seq', seq, 'head', encode(head, 'hex')))
             from stream where id = any(array_append(array(select m.id from matters m where m.component_id = c.id), c.id))), '[]') as streams,
           (select jsonb_agg(jsonb_build_object('id', p.id, 'version', p.version, 'inForce', (p.id, p.version) = ${IN_FORCE}, 'nameZh', name_zh, 'nameEn', name_en,
                                                'sourceText', source_text, 'validFrom', valid_from, 'rules', rules))
             from rule_pack p where (p.id, p.version) = ${IN_FORCE} or exists (
               select from matters m where m.file -> 'rulePack' ->> 'id' = p.id and (m.file -> 'rulePack' ->> 'version')::int = p.version)) as packs,
           ${department(sql`c.geom`)} as "departmentUnitId",
           ${CALENDAR_STAMP} as "calendarStamp",
           (select coalesce(jsonb_agg(id), '[]') from unit where unit_type in ('GAS', 'POWER')) as "liveLineUnits",
           (select coalesce(jsonb_agg(id), '[]') from unit where unit_type = any(${[...PUBLIC_BODIES]}::text[])) as "publicUnitIds",
           case when ${opens}::boolean then nextval('inquiry_number')::int end as "inquirySerial"
    from component c where c.id = any(${[...componentIds]}::uuid[]) order by c.id`);
  // Many components share few packs: each is understood once.
  const known = new Map<string, RulePack>();
  const read = (row: PackRow): RulePack => {
    const name = `${row.id}/${row.version}`;
    const pack = known.get(name) ?? parsePack(row);
    known.set(name, pack);
    return pack;
  };
  const calendar = await calendarUnder(tx, rows[0]?.calendarStamp ?? null);
  return rows.map((row) => dossierOf(row, calendar, read));
}

function dossierOf(row: ComponentRow, calendar: Calendar, read: (row: PackRow) => RulePack): LoadedDossier {
  const packs = row.packs.map((pack) => ({ pack: read(pack), inForce: pack.inForce }));
  const rulePack = packs.find((pack) => pack.inForce)?.pack;
  if (!rulePack) throw new Error("no rule pack is in force");
  const {
    cases,
    inquiries,
    streams,
    packs: _,
    departmentUnitId,
    calendarStamp: _stamp,
    liveLineUnits,
    publicUnitIds,
    inquirySerial,
    lonE7,
    latE7,
    ...component
  } = row;
  return {
    dossier: { component: { ...component, position: { lonE7, latE7 } }, cases, inquiries },
    heads: new Map(streams.map((stream) => [stream.id, stream])),
    calendar,
    rulePack,
    pinnedPacks: packs.map(({ pack }) => pack),
    // Between two streets the department that their common superior has named acts.
    departmentUnitId: streetOn(component, dayOf(clock.iso()))?.unitId ?? departmentUnitId,
    liveLineUnits,
    publicUnitIds,
    inquirySerial,
  };
}

export async function nextInquirySerial(queries: Queries): Promise<number> {
  return (await queries.one<{ n: number }>(sql`select nextval('inquiry_number')::int as n`)).n;
}

/**
 * The department of the street that acts at a place nobody owns: the first place rule whose kind of area covers it, those of the
 * place's own division before those of others, so that a danger beyond the boundary still has somebody.
 */
function department(point: ReturnType<typeof sql>) {
  return sql`(
    select rule.unit_id from place_rule rule left join division home on home.code = rule.division_code
    where rule.place_kind = 'ANY' or exists (
      select from area where area.kind = rule.place_kind and area.geom && ${point} and ST_Covers(area.geom, ${point}))
    order by (home.geom is null or (home.geom && ${point} and ST_Covers(home.geom, ${point}))) desc, rule.priority, rule.id limit 1)`;
}

/** The same for a point that has no component yet. `lon`, `lat` in degrees, EPSG:4490. */
export async function departmentAt(queries: Queries, lon: number, lat: number): Promise<string | null> {
  const point = sql`ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4490)`;
  return (await queries.one<{ unitId: string | null }>(sql`select ${department(point)} as "unitId"`)).unitId;
}
