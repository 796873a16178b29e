import { describe, expect, test } from "vitest";
import { openDanger } from "../case/state.ts";
import { running } from "../clocks/deadline.ts";
import { replay } from "./fold.ts";
import { DEPT, GRID, held, LEAD, person, SEAT, shot, STREET, Street, UNITS } from "./testing.ts";

const [WATER] = UNITS;
const clocks = (street: Street, id: string, kind: string) =>
  street.matterOf(id).deadlines.filter((deadline) => deadline.kind === kind && running(deadline));
const repair = () =>
  ({ type: "REPAIR", ...shot(), measure: "换盖", material: null, loadClass: null }) as const;
const dispatch = {
  type: "DISPATCH",
  unitId: DEPT,
  substituteHandling: false,
  emergencyReason: null,
} as const;

describe("guard 1: a danger that is merged is open in the case that took it", () => {
  const owned = (): Street => new Street({ roles: [held("owner", WATER)] });

  test("guard 1: a danger nobody has filed makes the harmless case dangerous, since it was reported", () => {
    const street = owned();
    street.file({ danger: false, defect: "NOISY", id: "noise" });
    street.pass(5);
    street.report({ id: "hole" });
    const reportedAt = street.now;
    street.pass(10);
    street.case(SEAT, { type: "MERGE", into: "noise" }, "hole");
    expect(openDanger(street.matterOf("noise"))).toBe(true);
    expect(clocks(street, "noise", "GUARD")).toMatchObject([{ startedAt: reportedAt }]);
    expect(clocks(street, "noise", "MAKE_SAFE")).toMatchObject([{ startedAt: reportedAt }]);
    expect(
      street.refusal(SEAT, {
        on: "case",
        id: "noise",
        command: { type: "REQUEST_FORCED_CLOSE", reasonCode: "x" },
      }),
    ).toBe("DANGER_NOT_MADE_SAFE");
    expect(replay(street.told)).toEqual(street.dossier);
  });

  test("guard 1: into one that nobody has filed either, and it is filed as a danger", () => {
    const street = owned();
    street.report({ danger: false, defect: "NOISY", id: "noise" });
    street.report({ id: "hole" });
    street.case(SEAT, { type: "MERGE", into: "noise" }, "hole");
    expect(
      street.refusal(SEAT, {
        on: "case",
        id: "noise",
        command: { type: "FILE", danger: false, defect: "NOISY" },
      }),
    ).toBe("DANGER_ENDS_BY_TWO");
    street.case(SEAT, { type: "FILE", danger: true, defect: "NOISY" }, "noise");
    expect(openDanger(street.matterOf("noise"))).toBe(true);
  });

  test("guard 1: taken apart again, neither of the two has become harmless", () => {
    const street = owned();
    street.file({ danger: false, defect: "NOISY", id: "noise" });
    street.report({ id: "hole" });
    street.case(SEAT, { type: "MERGE", into: "noise" }, "hole");
    street.case(LEAD, { type: "UNMERGE" }, "hole");
    expect(["hole", "noise"].map((id) => openDanger(street.matterOf(id)))).toEqual([true, true]);
    expect(replay(street.told)).toEqual(street.dossier);
  });

  test("guard 1: what was reported before the place was made safe is safe; what came after is a danger anew", () => {
    const street = new Street();
    street.file();
    street.report({ id: "before" });
    street.pass(10);
    street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "钢板" });
    street.pass(10);
    street.report({ id: "after" });
    street.case(SEAT, { type: "MERGE", into: "case-1" }, "before");
    expect(openDanger(street.matter)).toBe(false);
    street.case(SEAT, { type: "MERGE", into: "case-1" }, "after");
    expect(openDanger(street.matter)).toBe(true);
    expect(clocks(street, "case-1", "MAKE_SAFE")).toHaveLength(1);
  });

  test("guard 1: one more report that tells of a danger makes the case one", () => {
    const street = owned();
    street.file({ danger: false, defect: "NOISY" });
    street.case(SEAT, { type: "ADD_REPORT", channel: "WECHAT", danger: true });
    expect(openDanger(street.matter)).toBe(true);
    expect(clocks(street, "case-1", "GUARD")).toHaveLength(1);
  });
});

describe("D3: a lid is missing until it is really there", () => {
  const state = (street: Street): string | undefined => street.dossier.component?.physicalState;
  const withNoise = (): Street => {
    const street = new Street({ departmentUnitId: null });
    street.file();
    street.file({ danger: false, defect: "NOISY", id: "noise" });
    street.case(SEAT, dispatch, "noise");
    return street;
  };

  test("D3: the repair of a noise does not bring it back", () => {
    const street = withNoise();
    street.case(STREET, repair(), "noise");
    expect(state(street)).toBe("LOST");
    street.case(SEAT, dispatch);
    street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "钢板" });
    street.case(STREET, repair());
    expect(state(street)).toBe("INTACT");
  });

  test("D3: nor does somebody's correction of the register, while a case says that it is gone", () => {
    const street = withNoise();
    const intact = { type: "SET_PHYSICAL_STATE", physicalState: "INTACT" } as const;
    expect(street.refusal(SEAT, { on: "component", id: "component-1", command: intact })).toBe(
      "LID_REPORTED_MISSING",
    );
  });

  test("D3: the case that took a missing lid in mends it by its repair", () => {
    const street = new Street({ departmentUnitId: null });
    street.file({ danger: false, defect: "NOISY", id: "noise" });
    street.report({ id: "hole" });
    street.case(SEAT, { type: "MERGE", into: "noise" }, "hole");
    street.component(SEAT, { type: "SET_PHYSICAL_STATE", physicalState: "LOST" });
    street.case(SEAT, dispatch, "noise");
    street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "钢板" }, "noise");
    street.case(STREET, repair(), "noise");
    expect(state(street)).toBe("INTACT");
  });

  test("D3: a void leaves it what it was before the case called it missing", () => {
    const street = new Street();
    street.component(SEAT, { type: "SET_PHYSICAL_STATE", physicalState: "DAMAGED" });
    street.file({ danger: false, defect: "MISSING" });
    street.file({ danger: false, defect: "MISSING", id: "case-2" });
    expect(state(street)).toBe("LOST");
    const nullify = (id: string): void => {
      street.case(SEAT, { type: "REQUEST_VOID", reasonCode: "NOT_FOUND", ...shot() }, id);
      street.case(person("SHIFT_LEAD", null, "2"), { type: "CONFIRM_VOID" }, id);
    };
    nullify("case-1");
    expect(state(street)).toBe("LOST");
    nullify("case-2");
    expect(state(street)).toBe("DAMAGED");
    expect(replay(street.told)).toEqual(street.dossier);
  });

  test("D3: two who find it in its place say so, and it is what it was", () => {
    const street = new Street();
    street.file();
    street.case(GRID, {
      type: "REQUEST_DANGER_OVER",
      reasonCode: "LID_PRESENT",
      ...shot(),
      notes: { note: "到场查看，井盖完好，没有坠落危险" },
    });
    expect(state(street)).toBe("LOST");
    street.case(SEAT, { type: "CONFIRM_DANGER_OVER" });
    expect(state(street)).toBe("INTACT");
    street.case(GRID, { type: "REASSESS_DANGER", danger: true });
    expect(state(street)).toBe("LOST");
  });
});

describe("guard 1: one photo proves one step", () => {
  test("guard 1: making safe and checking need a photo, too", () => {
    const street = new Street();
    street.file();
    const refusal = (actor: typeof STREET, command: Parameters<Street["case"]>[1]) =>
      street.refusal(actor, { on: "case", id: "case-1", command });
    expect(refusal(STREET, { type: "MAKE_SAFE", photoIds: [], measure: "钢板" })).toBe("PHOTO_NEEDED");
    street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "钢板" });
    street.case(STREET, repair());
    for (const actor of [GRID, SEAT])
      expect(refusal(actor, { type: "PASS_CHECK", photoIds: [] })).toBe("PHOTO_NEEDED");
  });

  test("guard 1: the photo of the barrier is not that of the plate, nor that of another hole", () => {
    const street = new Street();
    street.file();
    street.file({ id: "case-2" });
    const guarded = shot();
    const safe = { type: "MAKE_SAFE", ...guarded, measure: "钢板" } as const;
    street.case(STREET, { type: "GUARD", ...guarded, position: null });
    for (const id of ["case-1", "case-2"])
      expect(street.refusal(STREET, { on: "case", id, command: safe }), id).toBe("PHOTO_USED");
    street.case(STREET, { ...safe, ...shot() });
  });
});
