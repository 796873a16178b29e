import type { TestTown } from "./town.ts";
import type { BodyOf } from "../../../server/contract/endpoint.ts";
import type { changeUnit } from "../../../server/contract/units.ts";
import { newId } from "../../../server/db/id.ts";
import { succession } from "../../../server/jobs/succession.ts";
import { change } from "../../../server/registry/units/commands.ts";
import { insertUnits } from "../../../server/registry/units/queries.ts";

export type UnitChange = BodyOf<typeof changeUnit>;

/** A unit that has been there since 2020 and holds nothing. */
export async function unitSince2020(town: TestTown, code: string): Promise<string> {
  const id = newId();
  await town.by("admin", (tx) =>
    insertUnits(tx, [
      {
        id,
        code,
        nameZh: `${code}公司`,
        nameEn: code,
        unitType: "WATER_SUPPLY",
        validFrom: "2020-01-01",
        phone: null,
        divisionCode: null,
      },
    ]),
  );
  return id;
}

/** The administrator's word on a unit. */
export const changed = (town: TestTown, id: string, body: UnitChange) =>
  town.by("admin", (tx) => change(tx, id, body, undefined));

/** The job has reached every component that a closed unit held. */
export async function succeeded(town: TestTown): Promise<void> {
  const job = succession(town.database, () => {});
  while ((await job.run()) > 0);
}
