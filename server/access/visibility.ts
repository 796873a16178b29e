import { sql, type Sql } from "../db/sql.ts";
import { may } from "../domain/permissions.ts";
import { isOutsider } from "../domain/permissions.ts";
import type { Viewer } from "./viewer.ts";

/**
 * Who sees which row: the first line, a condition in every query. The second is PostgreSQL's row security behind it
 * (as-viewer.ts and the policies in data/migrations), and rows.db.test.ts tries each line alone.
 *
 * - The street's and the city's people see every row, but a restricted component (class 0130, docs/domain.md#d26) and what is
 *   about it only where they have the permission for it, or while a case is open there.
 * - An owner unit (docs/domain.md#guard-7) sees its own components, those it was asked about or has claimed, and the
 *   unresolved ones in its service area, and what it was sent to, with their cases and photos; and that a component was announced, with its notice, or its
 *   owner determined, with owner and day, and nothing else.
 *   Never a restricted one (class 0130), and of other units' letters, answers, evidence, lines and duty areas nothing.
 * - A contractor sees what it was sent to and whatever is unresolved; it works on the cases sent to it. No lines, no letters.
 */
type Who = Pick<Viewer, "role" | "unitId">;
type Person = Pick<Viewer, "role" | "unitId" | "accountId">;
/** Who writes: the author of a transaction. */
type Worker = { readonly role: string; readonly unitId: string | null; readonly accountId: string | null };

/** Works for the street or the city, not for an owner or a contractor. */
export function isStaff(viewer: { readonly role: string }): boolean {
  return !isOutsider(viewer.role);
}

/** The few who see every component, restricted ones too. */
export function seesEverything(viewer: Pick<Viewer, "role">): boolean {
  return may(viewer.role, "seeRestricted");
}

/** What the rest of the staff sees of `component`: a restricted one only while there is something to be done about it. */
const OPEN_TO_STAFF = sql`(not component.restricted or component.open_case_count > 0)`;

/** Nobody is known to own it, of a row of `component`. */
export const UNRESOLVED = sql`component.ownership_status in ('UNKNOWN', 'SUSPECTED', 'CLAIM_PENDING', 'DISPUTED')`;

/**
 * The rows of `component` (under that name in the query) that a viewer may see, as a condition. docs/domain.md#guard-7:
 * an owner unit sees what concerns it (below), and what has been announced: a public notice is public, and whoever finds
 * its drawing eight months after the backstop must find the cover (docs/domain.md#d10). Never a restricted one (class
 * 0130). A contractor sees what it was sent to and whatever is unresolved.
 */
export function visibleTo(viewer: Who): Sql {
  if (seesEverything(viewer)) return sql`true`;
  if (isStaff(viewer)) return OPEN_TO_STAFF;
  if (viewer.role === "CONTRACTOR")
    return sql`(${concerning(viewer)} or (not component.restricted and ${heardAbout(viewer)}))`;
  return sql`(not component.restricted and (component.announced or ${toldOf(viewer)} or ${heardAbout(viewer)} or ${concern(viewer)}))`;
}

/** It was asked about its days of answering for this `component`, which a correction moves (docs/domain.md#guard-5). */
function heardAbout({ unitId }: Who): Sql {
  return sql`component.id = any(array(select component_id from component_hearing where unit_id = ${unitId}::uuid))`;
}

/** It was told of the determination of this `component` and may object or claim later, asked or not (docs/domain.md#d1). */
function toldOf({ unitId }: Who): Sql {
  return sql`component.id = any(array(select component_id from determination_notice where unit_id = ${unitId}::uuid))`;
}

/**
 * Of these, the rows whose cases, photos and steps a viewer may know too: its own components, those it was asked about or
 * has claimed, and the unresolved ones inside its service area, or anywhere when no area is set. What a unit sees for its
 * announcement alone is a place, a class, a code, a status and the notice.
 */
export function concerning(viewer: Who): Sql {
  if (seesEverything(viewer)) return sql`true`;
  if (isStaff(viewer)) return OPEN_TO_STAFF;
  if (viewer.role === "CONTRACTOR") {
    return sql`((not component.restricted and ${UNRESOLVED}) or component.id = any(array(${sentTo(viewer)})))`;
  }
  return sql`(not component.restricted and (${concern(viewer)}))`;
}

// Arrays and scalar subqueries become InitPlans, read once and not per row, and the ways of seeing then go through their
// indexes (30,000 components: 2 ms; with `exists` in their place 90 ms, and more in planning than that).
function concern({ unitId }: Who): Sql {
  const area = sql`(select service_area from unit where id = ${unitId}::uuid)`;
  return sql`component.owner_unit_id = ${unitId}::uuid
    or (${UNRESOLVED} and (${area} is null or ST_Intersects(${area}, component.geom)))
    or component.id = any(array(select component_id from inquiry_letter where unit_id = ${unitId}::uuid
                                union select component_id from inquiry_claim where unit_id = ${unitId}::uuid
                                union ${sentTo({ unitId })}))`;
}

/** Components of the cases that a unit was sent to, to answer for them or beside another. Two indexes, so two queries. */
function sentTo({ unitId }: Pick<Who, "unitId">): Sql {
  return sql`select component_id from case_file where unit_id = ${unitId}::uuid
    union select component_id from case_file where beside_unit_ids <> '{}' and beside_unit_ids @> array[${unitId}::uuid]`;
}

/** Rows of `file` (case_file) that a unit is at work on: it answers for them, or works beside whoever does. */
export function atWorkOn(unitId: string | null): Sql {
  return sql`(file.unit_id = ${unitId}::uuid or (file.beside_unit_ids <> '{}' and file.beside_unit_ids @> array[${unitId}::uuid]))`;
}

/**
 * Rows of `file` (case_file, with its `component`) that a viewer may open: an owner unit and a contractor those sent to
 * them, everybody else all. A case on its own or on an asked component tells a unit that there is a hole, never who
 * reported it.
 */
export function casesOf(viewer: Person): Sql {
  if (isStaff(viewer)) return visibleTo(viewer);
  if (viewer.role === "CONTRACTOR") return atWorkOn(viewer.unitId);
  return sql`(${atWorkOn(viewer.unitId)} or file.created_by = ${viewer.accountId}::uuid
    or component.owner_unit_id = ${viewer.unitId}::uuid) and ${visibleTo(viewer)}`;
}

/**
 * Rows of `file` (case_file) that somebody may give commands on: an outsider only what it was sent or has reported. Whoever was sent
 * once may tell later what it did then, though it does not see the case any more; the domain judges when that was.
 */
export function casesToWorkOn({ role, unitId, accountId }: Worker): Sql {
  if (!isOutsider(role)) return sql`true`;
  return sql`(${atWorkOn(unitId)} or ${unitId}::uuid = any(file.past_unit_ids) or file.created_by = ${accountId}::uuid)`;
}

/** Rows of `inquiry` (with its `component`): those about what a viewer may see. */
export function inquiriesOf(viewer: Who): Sql {
  return visibleTo(viewer);
}

/** Rows of `letter` (inquiry_letter): a unit is told of its own, not of how many others were asked. */
export function lettersOf(viewer: Who): Sql {
  return isStaff(viewer) ? sql`true` : sql`letter.unit_id = ${viewer.unitId}::uuid`;
}

/**
 * Rows of `photo`: everybody sees what they sent; a unit sees what its own people sent, and what the street took of a
 * component that concerns it, but never what another unit sent in.
 */
export function photosOf(viewer: Person): Sql {
  if (seesEverything(viewer)) return sql`true`;
  if (isStaff(viewer)) {
    return sql`(photo.component_id is null or photo.uploaded_by = ${viewer.accountId}
      or exists (select from component where component.id = photo.component_id and ${visibleTo(viewer)}))`;
  }
  return sql`(photo.uploaded_by = ${viewer.accountId} or photo.uploaded_by_unit_id = ${viewer.unitId}
    or (photo.uploaded_by_unit_id is null and exists (
      select from component where component.id = photo.component_id and ${concerning(viewer)}))
    or exists (select from component_hearing h join component on component.id = h.component_id
               where h.unit_id = ${viewer.unitId}::uuid and photo.id = any(h.photo_ids) and not component.restricted))`;
}

/** Rows of `photo` that somebody may attach to a step: an outsider only what it sent, or it could read others' that way. */
export function photosToAttach({ role, unitId, accountId }: Worker): Sql {
  if (!isOutsider(role)) return sql`true`;
  return sql`(photo.uploaded_by_unit_id = ${unitId}::uuid or photo.uploaded_by = ${accountId}::uuid)`;
}

/** Rows of `network_line`: a unit sees its own and no other's, a contractor none. */
export function linesOf(viewer: Who): Sql {
  if (isStaff(viewer)) return sql`true`;
  return viewer.role === "CONTRACTOR" ? sql`false` : sql`unit_id = ${viewer.unitId}::uuid`;
}

/** Rows of `area`: which unit serves or looks after what is told to that unit only; grounds and divisions are known to all. */
export function areasOf(viewer: Who): Sql {
  if (isStaff(viewer)) return sql`true`;
  return sql`(kind not in ('SERVICE', 'DUTY') or unit_id = ${viewer.unitId}::uuid)`;
}

/**
 * Steps of an inquiry that an outsider may read although others took them: none tells what another unit was asked,
 * answered or proved (docs/domain.md#guard-7). Its own steps it reads whatever they are. The policies on `event` have the
 * same list.
 */
export const TOLD_TO_OUTSIDERS: readonly string[] = [
  "NOTICE_PUBLISHED",
  "NOTICE_ENDED",
  "OWNER_DETERMINED",
  "DETERMINATION_FINAL",
  "BACKSTOP_SIGNED",
  "BACKSTOP_ENDED",
  "PRIVATE_CONFIRMED",
  "CONSULTATION_ENDED",
];

/**
 * Steps on what concerns an outsider that are not for it: whom the street has asked, and what it means to take out of
 * sight and may yet refuse.
 */
const NOT_TOLD_TO_OUTSIDERS: readonly string[] = ["NOTICE_RECORDED", "CHANGE_PROPOSED", "CHANGE_REFUSED"];

/** Rows of `event`: of what an outsider may see, its own steps, the told ones, and what happens to what concerns it. */
export function stepsOf(viewer: Who): Sql {
  if (seesEverything(viewer)) return sql`true`;
  if (isStaff(viewer)) {
    return sql`(event.component_id is null
      or exists (select from component where component.id = event.component_id and ${visibleTo(viewer)}))`;
  }
  return sql`event.component_id is not null
    and exists (select from component where component.id = event.component_id and ${visibleTo(viewer)})
    and (event.body_json #>> '{actor,unit}' = ${viewer.unitId}
      or (event.stream_kind = 'inquiry' and event.kind = any(${TOLD_TO_OUTSIDERS}::text[]))
      or (event.stream_kind in ('component', 'case') and event.kind <> all(${NOT_TOLD_TO_OUTSIDERS}::text[])
          and exists (select from component where component.id = event.component_id and ${concerning(viewer)})))`;
}
