import { describe, expect, test } from "vitest";
import type { CaseCommand } from "../case/commands.ts";
import type { Actor } from "../names.ts";
import { perform } from "./perform.ts";
import { DEPT, GRID, held, shot, STREET, Street, unit, UNITS } from "./testing.ts";

const [WATER] = UNITS;
const guard = (...photoIds: string[]): CaseCommand => ({ type: "GUARD", photoIds, position: null });
const safe = (...photoIds: string[]): CaseCommand => ({ type: "MAKE_SAFE", photoIds, measure: "钢板" });

function why(street: Street, actor: Actor, command: CaseCommand, id = "case-1") {
  const performed = perform(street.dossier, { on: "case", id, command }, street.context(actor));
  return "refused" in performed ? performed.refused : null;
}

/** The barrier was photographed once and sent twice. */
function guarded(): Street {
  const street = new Street();
  street.file();
  street.pictures = { shownBy: { again: "barrier", barrier: "barrier" }, used: [] };
  street.case(STREET, guard("barrier"));
  return street;
}

describe("guard 1: one picture proves one step, however often it is uploaded", () => {
  test("the same bytes under another id are the same picture, and the refusal says what it proved, and where", () => {
    expect(why(guarded(), STREET, safe("again"))).toEqual({
      reason: "PHOTO_USED",
      params: { number: "case-1", stepZh: "围蔽警示", stepEn: "guarding" },
    });
  });

  test("also beside a new one, and also where the other upload came first", () => {
    const street = guarded();
    expect(why(street, STREET, safe(shot().photoIds[0] ?? "", "again"))?.reason).toBe("PHOTO_USED");
    street.pictures = { shownBy: { again: "again", barrier: "again" }, used: [] };
    expect(why(street, STREET, safe("again"))?.reason).toBe("PHOTO_USED");
  });

  test("uploads of whose bytes nothing is known are pictures of their own", () => {
    const street = guarded();
    street.pictures = { shownBy: {}, used: [] };
    expect(why(street, STREET, safe("again"))).toBeNull();
  });

  test("one step may be shown by two uploads of one picture", () => {
    const street = new Street();
    street.file();
    street.pictures = { shownBy: { again: "barrier", barrier: "barrier" }, used: [] };
    expect(why(street, STREET, guard("barrier", "again"))).toBeNull();
  });

  test("a picture of another hole proves nothing here, whichever component that is on", () => {
    const street = new Street();
    street.file();
    street.pictures = {
      shownBy: { plate: "plate", elsewhere: "plate" },
      used: [{ photoId: "elsewhere", step: "CASE_MADE_SAFE", number: "C-2026-000007" }],
    };
    expect(why(street, STREET, safe("plate"))).toEqual({
      reason: "PHOTO_USED",
      params: { number: "C-2026-000007", stepZh: "消除隐患", stepEn: "making safe" },
    });
  });

  test("guard 7: to a unit the other case is not named", () => {
    const street = new Street({ roles: [held("owner", WATER)] });
    street.file();
    street.pictures = {
      shownBy: { plate: "plate" },
      used: [{ photoId: "plate", step: "CASE_MADE_SAFE", number: "C-2026-000007" }],
    };
    if (street.matter.unitId !== WATER) street.case({ ...STREET, role: "SEAT_OPERATOR" }, sent());
    expect(why(street, unit(WATER), safe("plate"))).toEqual({ reason: "PHOTO_USED_ELSEWHERE" });
    street.case(GRID, guard("plate-2"));
    expect(why(street, unit(WATER), safe("plate-2"))?.params).toMatchObject({ number: "case-1" });
  });

  test("what a case that is over was proved with is not new for the next one", () => {
    const street = guarded();
    street.report({ id: "case-2" });
    street.case(
      { ...STREET, role: "SEAT_OPERATOR" },
      { type: "FILE", danger: true, defect: "MISSING" },
      "case-2",
    );
    const { cases } = street.dossier;
    street.dossier = {
      ...street.dossier,
      cases: cases.map((file) => (file.id === "case-1" ? { ...file, state: "CLOSED" as const } : file)),
    };
    expect(why(street, STREET, guard("again"), "case-2")?.reason).toBe("PHOTO_USED");
  });
});

describe("guard 1: a picture of the open hole does not prove that it is safe", () => {
  const seen = (photoIds: string[], at = "case-1") => {
    const street = new Street();
    street.report({ photoIds, id: at });
    street.case({ ...STREET, role: "SEAT_OPERATOR" }, { type: "FILE", danger: true, defect: "MISSING" }, at);
    return street;
  };
  const over = (...photoIds: string[]): CaseCommand => ({
    type: "REQUEST_DANGER_OVER",
    reasonCode: "LID_PRESENT",
    photoIds,
    notes: { note: "到场查看，井盖完好，没有坠落危险" },
  });

  test("what came with the report guards nothing, covers nothing and ends nothing", () => {
    const street = seen(["hole"]);
    for (const command of [guard("hole"), safe("hole"), over("hole")])
      expect(why(street, STREET, command)).toEqual({
        reason: "PHOTO_USED",
        params: { number: "case-1", stepZh: "上报或备注", stepEn: "the report or a note" },
      });
    street.pictures = { shownBy: { again: "hole", hole: "hole" }, used: [] };
    expect(why(street, STREET, safe("again"))?.reason).toBe("PHOTO_USED");
  });

  test("nor what came with a note, or with the report of another case of the same cover", () => {
    const street = seen(["hole"]);
    street.case(GRID, { type: "ADD_NOTE", photoIds: ["noted"] });
    expect(why(street, STREET, safe("noted"))?.reason).toBe("PHOTO_USED");
    street.report({ id: "case-2", photoIds: ["second"] });
    expect(why(street, STREET, safe("second"))?.params).toMatchObject({ number: "case-2" });
  });

  test("nor what the register kept of a component before: not of this cover, and not of another", () => {
    const street = seen([]);
    street.pictures = { shownBy: { again: "again", old: "again" }, used: [], kept: ["old"] };
    expect(why(street, STREET, safe("again"))).toEqual({ reason: "PHOTO_KEPT_BEFORE" });
    expect(why(street, STREET, safe("new"))).toBeNull();
  });
});

function sent(): CaseCommand {
  return { type: "DISPATCH", unitId: WATER, substituteHandling: false, emergencyReason: null };
}

test("which step a picture proved is kept with the case", () => {
  expect(guarded().matter.proofs).toEqual([{ photoId: "barrier", step: "CASE_GUARDED" }]);
  expect(guarded().matter.unitId).toBe(DEPT);
});
