import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { repairRule, stepRule, type PickedRule } from "../domain/clocks/rules.ts";
import { STEP_KINDS, STEPS, type StepKind } from "../domain/clocks/steps.ts";
import { DEFECTS, type Defect } from "../domain/names.ts";
import { parsePack } from "./stored-pack.ts";

/**
 * The packs of every release lie frozen here, in the form in which databases hold them, with the limits that they
 * gave then. Cases are pinned to them, so they must give these limits for ever. A release adds a folder and edits none.
 */
const FROZEN = new URL("./frozen-packs/0.1.0/", import.meta.url);
const SHIPPED = new URL("../../data/reference/rule-packs/", import.meta.url);
const read = (folder: URL, name: string) =>
  JSON.parse(readFileSync(new URL(name, folder), "utf8")) as { rules: object };

/** `GUARD URGENT_HOUR 30`; by rule and then defect, the classes that fall under it. */
type Limits = Record<string, { steps: string[]; repairs: Record<string, Record<string, string>> }>;
const limits = read(FROZEN, "limits.json") as unknown as Limits;
const said = ({ id, limit }: PickedRule) =>
  `${id.split("/").slice(2).join("/")} ${limit.clock} ${limit.minutes}`;

describe.each(Object.keys(limits))("the pack of %s as version 0.1.0 stored it", (name) => {
  const pack = parsePack(read(FROZEN, `${name}.json`));
  const then = limits[name];
  if (!then) throw new Error(name);

  test("gives each step the limit that it had", () => {
    expect(then.steps.map((step) => said(stepRule(pack, step.split(" ")[0] as StepKind)))).toEqual(
      then.steps,
    );
  });

  test("gives each class and defect the limit that it had", () => {
    const listed = new Set<string>();
    for (const [rule, defects] of Object.entries(then.repairs)) {
      if ("*" in defects) continue;
      for (const [defect, classes] of Object.entries(defects))
        for (const code of classes.split(" ")) {
          listed.add(`${code} ${defect}`);
          expect(said(repairRule(pack, code, defect as Defect)), `${code} ${defect}`).toBe(rule);
        }
    }
    const other = Object.keys(then.repairs).find((rule) => rule.startsWith("OTHER "));
    for (const code of ["0101", "0117", "0118", "0302", "0601"])
      for (const defect of DEFECTS)
        if (!listed.has(`${code} ${defect}`))
          expect(said(repairRule(pack, code, defect)), `${code} ${defect}`).toBe(other);
  });

  test("is shipped unchanged under its version: a correction is the next version", () => {
    expect(read(SHIPPED, `${name}.json`)).toEqual(read(FROZEN, `${name}.json`));
  });
});

describe("a stored pack", () => {
  const stored = read(FROZEN, "yuncheng.json") as ReturnType<typeof read> & {
    rules: { steps: Record<string, unknown>; repairs: object[] };
  };
  const changed = (rules: object) => parsePack({ ...stored, rules: { ...stored.rules, ...rules } });

  test("of a newer program is read past the fields and steps that are not known here", () => {
    const newer = {
      ...stored,
      signature: "x",
      rules: {
        ...stored.rules,
        tolerance: 5,
        steps: { ...stored.rules.steps, TELEPATHY: { clock: "URGENT_HOUR", minutes: 1, source: "" } },
        repairs: stored.rules.repairs.map((line) => ({ ...line, season: "RAIN" })),
      },
    };
    expect(parsePack(newer)).toEqual(parsePack(stored));
  });

  test("that lacks everything is still a pack, of defaults", () => {
    for (const rules of [{}, null, "?", { steps: [], repairs: {}, otherRepair: 5 }]) {
      const pack = parsePack({ ...stored, rules });
      expect(STEP_KINDS.map((step) => said(stepRule(pack, step)))).toEqual(
        STEP_KINDS.map((step) => `DEFAULT/${step} ${STEPS[step].clock} ${STEPS[step].minutes}`),
      );
      expect(said(repairRule(pack, "0101", "MISSING"))).toBe("DEFAULT/OTHER WORK_DAY 2400");
    }
  });

  test("loses a step or a line that makes no sense, and nothing beside it", () => {
    const pack = changed({
      steps: {
        ...stored.rules.steps,
        GUARD: { clock: "MOON", minutes: 30 },
        CHECK: { clock: "WORK_DAY", minutes: 0 },
      },
      repairs: [{ id: "X" }, ...stored.rules.repairs],
    });
    expect(pack.steps.GUARD).toBeUndefined();
    expect(pack.steps.CHECK).toBeUndefined();
    expect(pack.steps.DISPATCH).toEqual(parsePack(stored).steps.DISPATCH);
    expect(pack.repairs).toEqual(parsePack(stored).repairs);
  });

  test("without texts has empty ones", () => {
    const [line] = stored.rules.repairs;
    const { criterionZh: _, closeZh: __, ...bare } = line as { criterionZh: string; closeZh: string };
    expect(changed({ repairs: [bare] }).repairs[0]).toMatchObject({
      id: "R01",
      criterionZh: "",
      closeZh: "",
    });
  });
});
