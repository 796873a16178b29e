import type { TestTown } from "./town.ts";
import { ApiError } from "../../../server/contract/errors.ts";
import type { InquiryCommandBody } from "../../../server/contract/inquiries.ts";
import type { CaseCommandBody } from "../../../server/contract/cases.ts";
import type { CaseCommand } from "../../../server/domain/case/commands.ts";
import { asActor } from "../../../server/db/actor.ts";
import { sql } from "../../../server/db/sql.ts";
import * as inquiries from "../../../server/inquiries/commands.ts";
import { command, report, type Report } from "../../../server/cases/commands.ts";

export type Name = Parameters<TestTown["by"]>[0];

/** A missing lid, reported by phone and filed at once. */
export const danger = (componentId: string | null, more: Partial<Report> = {}): Report => ({
  componentId,
  newComponent: null,
  position: null,
  defect: "MISSING",
  danger: true,
  channel: "HOTLINE_12345",
  photoIds: [],
  file: true,
  dispatchTo: null,
  ...more,
});

/** The domain's own command for a missing lid on a component, for what a test tells of a time that is over. */
export async function missingLid(
  { database }: TestTown,
  componentId: string,
  number: string,
): Promise<Extract<CaseCommand, { type: "REPORT" }>> {
  const { lon, lat, divisionCode } = await database.one<{ lon: number; lat: number; divisionCode: string }>(
    sql`select ST_X(geom) as lon, ST_Y(geom) as lat, division_code as "divisionCode" from component where id = ${componentId}`,
  );
  return {
    type: "REPORT",
    number,
    componentId,
    divisionCode,
    danger: true,
    defect: "MISSING",
    channel: "PATROL",
    position: { lonE7: Math.round(lon * 1e7), latE7: Math.round(lat * 1e7) },
    photoIds: [],
    recurrenceOf: null,
    createdBy: null,
  };
}

/** The desks of a test's town: reports, commands on cases and inquiries by whoever sits there, and what the map would show. */
export interface Desk {
  /** A picture to attach: another one each time, because one proves one step. */
  readonly photo: string;
  /** A picture that somebody of a unit has uploaded: a unit attaches its own only. */
  readonly photoOf: (name: Name) => Promise<string>;
  readonly file: (given: Report, name?: Name) => ReturnType<typeof report>;
  readonly onCase: (
    name: Name,
    id: string,
    body: CaseCommandBody,
    version?: number,
  ) => ReturnType<typeof command>;
  /** By whichever department of the street the place rule has dispatched. */
  readonly asDispatched: (id: string, body: CaseCommandBody) => ReturnType<typeof command>;
  readonly onInquiry: (
    name: Name,
    id: string,
    body: InquiryCommandBody,
    version?: number,
  ) => ReturnType<typeof inquiries.command>;
  readonly componentRow: (id: string) => Promise<{
    status: string;
    danger: boolean;
    cases: number;
    owner: string | null;
    state: string;
    provisional: boolean;
  }>;
}

export async function deskIn(town: TestTown): Promise<Desk> {
  let shots = 0;
  const upload = async (unitId: string | null): Promise<string> => {
    const { id } = await town.database.one<{ id: string }>(sql`
      insert into photo (id, sha256, content, thumbnail, width, height, uploaded_by_unit_id)
      values (gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), 'x', 'x', 1, 1, ${unitId}::uuid) returning id`);
    return id;
  };
  const photos = await town.database.rows<{ id: string }>(sql`
    insert into photo (id, sha256, content, thumbnail, width, height)
    select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), 'x', 'x', 1, 1 from generate_series(1, 200) n returning id`);
  return {
    get photo() {
      return photos[shots++ % photos.length]?.id ?? "";
    },
    photoOf: (name) => upload(town.as(name).unitId),
    file: (given, name = "seat") => town.by(name, (tx) => report(tx, given)),
    onCase: (name, id, body, version) => town.by(name, (tx) => command(tx, id, body, version)),
    asDispatched: async (id, body) => {
      const { unitId } = await town.database.one<{ unitId: string }>(
        sql`select unit_id as "unitId" from case_file where id = ${id}`,
      );
      return await asActor(town.database, { ...town.as("dept"), unitId }, (tx) =>
        command(tx, id, body, undefined),
      );
    },
    onInquiry: (name, id, body, version) => town.by(name, (tx) => inquiries.command(tx, id, body, version)),
    componentRow: (id) =>
      town.database.one(
        sql`select ownership_status as status, open_danger as danger, open_case_count as cases, owner_unit_id as owner, physical_state as state, provisional from component where id = ${id}`,
      ),
  };
}

/** The error that some work is refused with; throws when it was allowed. */
export async function refusal(work: Promise<unknown>): Promise<ApiError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error("it was allowed");
}
