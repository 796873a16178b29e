import { clock } from "../../clock.ts";
import { ApiError } from "../../contract/errors.ts";
import type { BodyOf } from "../../contract/endpoint.ts";
import type { setHome, setPlaceRules } from "../../contract/places.ts";
import type { Tx } from "../../db/actor.ts";
import { record } from "../../store/append.ts";
import { refuseStale } from "../../store/refuse-stale.ts";
import {
  divisionKnown,
  insertStreet,
  isOnlyDepartment,
  lockVersion,
  outline,
  replaceRules,
  serve,
  unknownIn,
  type RuleRow,
} from "./queries.ts";

/** Both settings, which department acts where and which street is served, have one stream of kind `area`. */
export const PLACES = "706c6163-6573-8000-8000-000000000000";

/** Replaces the rules. Throws stale_version, unknown_reference. */
export async function setRules(
  tx: Tx,
  { rules }: BodyOf<typeof setPlaceRules>,
  expectedVersion: number | undefined,
): Promise<{ version: number }> {
  refuseStale(expectedVersion, await lockVersion(tx, PLACES));
  const unknown = await unknownIn(tx, rules);
  if (unknown.units.length > 0) throw new ApiError("unknown_reference", { what: "unitId" });
  if (unknown.divisions.length > 0) throw new ApiError("unknown_reference", { what: "divisionCode" });
  return await writeRules(tx, rules, "SET");
}

/** The first street department of a new installation acts everywhere, until somebody says otherwise. */
export async function adoptOnlyDepartment(tx: Tx, unitId: string): Promise<void> {
  if (!(await isOnlyDepartment(tx, unitId))) return;
  const rule = { divisionCode: null, placeKind: "ANY", unitId, labelZh: "", labelEn: "" };
  await writeRules(tx, [rule], "ONLY_DEPARTMENT");
}

async function writeRules(
  tx: Tx,
  rules: readonly RuleRow[],
  because: "SET" | "ONLY_DEPARTMENT",
): Promise<{ version: number }> {
  await replaceRules(tx, rules);
  return await recorded(tx, "PLACE_RULES_SET", { rules: [...rules], because }, null);
}

/** Sets the street served. Throws stale_version, unknown_reference, conflict. */
export async function setHomeStreet(
  tx: Tx,
  body: BodyOf<typeof setHome>,
  expectedVersion: number | undefined,
): Promise<{ version: number }> {
  refuseStale(expectedVersion, await lockVersion(tx, PLACES));
  const { code } = body;
  const known = await divisionKnown(tx, code);
  if (body.type === "NEW") {
    if (known) throw new ApiError("conflict", { reason: `division ${code} exists; choose it instead` });
    await insertStreet(tx, body);
  } else if (!known) throw new ApiError("unknown_reference", { what: "code" });
  else if (!known.outlined && !body.outline)
    throw new ApiError("conflict", {
      reason: `division ${code} has no outline yet; say where it comes from`,
    });
  if (body.outline) {
    const { outline: given } = body;
    if (
      given.from === "BOX" &&
      (given.southWest.lon >= given.northEast.lon || given.southWest.lat >= given.northEast.lat)
    )
      throw new ApiError("invalid_input", { summary: "the box's south-west corner is not south-west" });
    if (!(await outline(tx, code, given))) throw new ApiError("unknown_reference", { what: "outline" });
  }
  const { nameZh, nameEn } = body.type === "NEW" ? body : (known ?? { nameZh: "", nameEn: "" });
  const boxE7 = await serve(tx, code);
  const data = { code, nameZh, nameEn, boxE7, outline: body.outline?.from ?? null };
  return await recorded(tx, "HOME_SET", data, code);
}

async function recorded(
  tx: Tx,
  kind: "PLACE_RULES_SET" | "HOME_SET",
  data: object,
  divisionCode: string | null,
): Promise<{ version: number }> {
  const [event] = await record(tx, [
    {
      stream: "area",
      streamId: PLACES,
      kind,
      data,
      componentId: null,
      divisionCode,
      occurredAt: clock.iso(),
    },
  ]);
  return { version: event?.seq ?? 0 };
}
