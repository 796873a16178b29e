import { describe, expect, test } from "vitest";
import type { InquiryCommand } from "../inquiry/commands.ts";
import { foldInquiry } from "../inquiry/fold.ts";
import { nextInquirySteps } from "../inquiry/next-steps.ts";
import { waiting } from "../inquiry/waiting.ts";
import type { Actor } from "../names.ts";
import {
  CONVENER,
  DEPT,
  GRID,
  insideCompound,
  LEAD,
  SEAT,
  START,
  STATED,
  Street,
  SYSTEM,
  unit,
  UNITS,
} from "./testing.ts";

const [WATER, POWER, GAS] = UNITS;
const COMPOUND = { id: "compound-1", kind: "COMPOUND" };
const SURVEY: InquiryCommand = {
  type: "RECORD_SITE_SURVEY",
  photoIds: [],
  observation: { lettering: "无" },
};
const NOTICE: InquiryCommand = { type: "PUBLISH_NOTICE", channel: "SITE" };
const SIGN: InquiryCommand = { type: "SIGN_BACKSTOP" };
const propose = (given: object = {}): InquiryCommand => ({
  type: "PROPOSE_BACKSTOP",
  custodianUnitId: DEPT,
  inspectionIntervalDays: 30,
  reviewOn: null,
  emergencyReason: null,
  overridesPrivate: false,
  ...given,
});
const EMERGENCY = { emergencyReason: "SEVERE_WEATHER", ...STATED };
const parcel = (result: "PUBLIC" | "PRIVATE", given: object = {}): InquiryCommand => ({
  type: "CHECK_PARCEL",
  result,
  areaId: null,
  ...given,
});
const letters = (unitIds: string[], given: object = {}): InquiryCommand => ({
  type: "SEND_LETTERS",
  unitIds,
  ...given,
});
const answer = (unitId: string, said: "DENY" | "NEED_SITE_VISIT" = "DENY"): InquiryCommand => ({
  type: "ANSWER",
  unitId,
  answer: said,
  reasonCode: said === "DENY" ? "NOT_ON_OUR_MAP" : null,
  evidence: [],
});
const refusal = (street: Street, actor: Actor, command: InquiryCommand): string | null =>
  street.refusal(actor, { on: "inquiry", id: street.search.id, command });

/** The seat opens it by hand and writes to one unit that has nothing to do with it. */
function openedFor(asks: string[]): Street {
  const street = new Street();
  street.inquiry(
    SYSTEM,
    {
      type: "OPEN",
      number: "Q",
      componentId: street.dossier.component?.id ?? "",
      divisionCode: "440604011",
      danger: false,
      origin: "REGISTRY",
      caseId: null,
      candidates: [...UNITS, "bus-unit"].map((unitId) => ({ unitId, permille: 100 })),
      modelVersion: null,
      asks,
    },
    "inquiry-1",
  );
  return street;
}

/** Everybody has denied, somebody was there, the ground is public. */
function ready(): Street {
  const street = new Street();
  street.file();
  for (const unitId of UNITS) street.inquiry(unit(unitId), answer(unitId));
  street.inquiry(GRID, SURVEY);
  street.inquiry(SEAT, parcel("PUBLIC"));
  return street;
}

describe("guard 3: a round asks everybody whom the ranking or the map names", () => {
  test("one irrelevant unit that denies is no round", () => {
    const street = openedFor(["bus-unit"]);
    expect(street.search.letters.map(({ unitId }) => unitId)).toEqual(["bus-unit"]);
    street.inquiry(unit("bus-unit"), answer("bus-unit"));
    street.inquiry(GRID, SURVEY);
    street.inquiry(SEAT, parcel("PUBLIC"));
    expect(refusal(street, SEAT, propose(EMERGENCY))).toBe("ROUND_SHORT");
    expect(refusal(street, SEAT, NOTICE)).toBe("ROUND_SHORT");
    expect(waiting(street.search)).toMatchObject({ step: "LETTERS", roles: ["SEAT_OPERATOR"] });
    expect(nextInquirySteps(street.search)[0]).toBe("SEND_LETTERS");
    street.inquiry(SEAT, letters([...UNITS]));
    street.pass(7 * 1440);
    expect(refusal(street, SEAT, propose(EMERGENCY))).toBeNull();
  });

  test("who is left out takes a reason from the list and words, which stay in the history", () => {
    const street = openedFor(["bus-unit"]);
    const shorter = [WATER, POWER];
    expect(refusal(street, SEAT, letters(shorter))).toBe("ROUND_SHORT");
    expect(refusal(street, SEAT, letters(shorter, { reasonCode: "MAP_OUTDATED" }))).toBe("ROUND_SHORT");
    expect(
      refusal(street, SEAT, letters(shorter, { reasonCode: "MAP_OUTDATED", notes: { reason: "x" } })),
    ).toBe("ROUND_SHORT");
    street.inquiry(SEAT, letters(shorter, { reasonCode: "MAP_OUTDATED", ...STATED }));
    expect(street.search.leftOut).toEqual([{ unitId: GAS, reasonCode: "MAP_OUTDATED" }]);
    const told = street.told.find(({ event }) => event.event.kind === "UNITS_LEFT_OUT");
    expect(told?.event.event).toMatchObject({
      data: { unitIds: [GAS], reasonCode: "MAP_OUTDATED", byAccountId: SEAT.accountId },
      notes: STATED.notes,
    });
    street.pass(7 * 1440);
    street.inquiry(GRID, SURVEY);
    street.inquiry(SEAT, parcel("PUBLIC"));
    expect(refusal(street, SEAT, propose(EMERGENCY))).toBeNull();
  });

  test("with nobody more to ask, the reason alone is said; a letter after all takes it back", () => {
    const street = openedFor(["bus-unit"]);
    const reason = { reasonCode: "NOT_ITS_KIND", ...STATED };
    street.inquiry(SEAT, letters([], reason));
    expect(street.search.leftOut?.map(({ unitId }) => unitId)).toEqual([...UNITS]);
    expect(street.search.round).toBe(1);
    expect(refusal(street, SEAT, letters([], reason))).toBe("NO_CANDIDATES");
    street.inquiry(SEAT, letters([GAS]));
    expect(street.search.leftOut?.map(({ unitId }) => unitId)).toEqual([WATER, POWER]);
  });

  test("whoever has a line there today is asked, although the round was whole when it was sent", () => {
    const street = ready();
    street.nearby = [{ unitId: "heat-unit", permille: 0, nearby: "LINE" }];
    expect(refusal(street, SEAT, NOTICE)).toBe("ROUND_SHORT");
    expect(refusal(street, SEAT, propose(EMERGENCY))).toBe("ROUND_SHORT");
    street.nearby = [];
    street.inquiry(SEAT, propose(EMERGENCY));
    street.nearby = [{ unitId: "heat-unit", permille: 0, nearby: "DUTY" }];
    expect(refusal(street, CONVENER, SIGN)).toBe("ROUND_SHORT");
    street.inquiry(SEAT, letters(["heat-unit"]));
    expect(refusal(street, CONVENER, SIGN)).toBe("WRONG_STATE");
    street.inquiry(unit("heat-unit"), answer("heat-unit"));
    expect(refusal(street, CONVENER, SIGN)).toBeNull();
  });

  test("a ranking that has changed its mind since asks for nobody more", () => {
    const street = ready();
    street.nearby = [{ unitId: "heat-unit", permille: 200 }];
    expect(refusal(street, SEAT, propose(EMERGENCY))).toBeNull();
  });

  test("also while a notice runs, which goes on; its end proposes nothing over an open letter", () => {
    const street = ready();
    street.inquiry(SEAT, NOTICE);
    street.inquiry(SEAT, letters(["heat-unit"]));
    expect(street.search.state).toBe("NOTICE");
    street.pass(16 * 1440);
    expect(street.search.proposal).toMatchObject({ kind: "BACKSTOP", byAccountId: null });
    expect(refusal(street, CONVENER, SIGN)).toBeNull();
  });

  test("nothing is filled and sealed over a line that nobody asked about", () => {
    const street = ready();
    street.nearby = [{ unitId: "heat-unit", permille: 0, nearby: "LINE" }];
    const seal: InquiryCommand = {
      type: "PROPOSE_SEALING",
      material: "C15",
      photoIds: ["p"],
      ...STATED,
    };
    expect(refusal(street, SEAT, seal)).toBe("ROUND_SHORT");
    street.nearby = [];
    expect(refusal(street, SEAT, seal)).toBeNull();
  });

  test("what was opened before that was kept still folds, and was whole", () => {
    const street = ready();
    const { candidates, letters: sent } = street.search;
    const opened = street.told.find(({ event }) => event.event.kind === "INQUIRY_OPENED")?.event;
    if (opened?.stream !== "inquiry") throw new Error("no opening");
    const folded = foldInquiry(null, "old", opened.event, START);
    expect(folded.leftOut).toBeUndefined();
    expect(sent.map(({ unitId }) => unitId)).toEqual(candidates.map(({ unitId }) => unitId));
  });
});

describe("guard 3: the parcel check is held against the map", () => {
  test("public inside a mapped compound takes a reason from the list and words", () => {
    const street = ready();
    street.premises = [COMPOUND];
    expect(refusal(street, SEAT, parcel("PUBLIC"))).toBe("MAP_CONTRADICTED");
    expect(refusal(street, SEAT, parcel("PUBLIC", { reasonCode: "OPEN_COMPOUND" }))).toBe("MAP_CONTRADICTED");
    street.inquiry(SEAT, parcel("PUBLIC", { reasonCode: "OPEN_COMPOUND", ...STATED }));
    expect(street.search.parcelCheck).toEqual({
      result: "PUBLIC",
      areaId: null,
      contradicts: "INSIDE",
      reasonCode: "OPEN_COMPOUND",
    });
  });

  test("private outside any, or in one that the point does not lie in, does, too", () => {
    const street = ready();
    expect(refusal(street, SEAT, parcel("PRIVATE"))).toBe("MAP_CONTRADICTED");
    street.premises = [COMPOUND];
    expect(refusal(street, SEAT, parcel("PRIVATE", { areaId: "another" }))).toBe("MAP_CONTRADICTED");
    expect(refusal(street, SEAT, parcel("PRIVATE", { areaId: COMPOUND.id }))).toBeNull();
    expect(refusal(street, SEAT, parcel("PRIVATE"))).toBeNull();
  });

  test("a building site may be either", () => {
    const street = ready();
    street.premises = [{ id: "site", kind: "CONSTRUCTION" }];
    expect(refusal(street, SEAT, parcel("PUBLIC"))).toBeNull();
    expect(refusal(street, SEAT, parcel("PRIVATE"))).toBeNull();
  });

  test("what the map says today is asked again before the signature", () => {
    const street = ready();
    street.inquiry(SEAT, propose(EMERGENCY));
    street.premises = [COMPOUND];
    expect(refusal(street, CONVENER, SIGN)).toBe("MAP_SAYS_OTHERWISE");
    street.inquiry(SEAT, parcel("PUBLIC", { reasonCode: "BOUNDARY_MOVED", ...STATED }));
    expect(refusal(street, CONVENER, SIGN)).toBeNull();
  });

  test("nobody is called private beside the parcel check", () => {
    const street = ready();
    const own = { type: "PROPOSE_PRIVATE", areaId: null, managerUnitId: null } as const;
    expect(refusal(street, SEAT, own)).toBe("PARCEL_SAYS_PUBLIC");
    insideCompound(street);
    street.inquiry(SEAT, own);
    street.premises = [];
    street.inquiry(SEAT, parcel("PUBLIC"));
    expect(refusal(street, LEAD, { type: "CONFIRM_PRIVATE" })).toBe("PARCEL_SAYS_PUBLIC");
  });
});

describe("guard 3: a custodian is a public body or has signed", () => {
  test("a private factory is refused without its consent on file", () => {
    const street = ready();
    const factory = { custodianUnitId: "factory", ...EMERGENCY };
    expect(refusal(street, SEAT, propose(factory))).toBe("CUSTODIAN_UNSIGNED");
    street.inquiry(SEAT, propose({ ...factory, photoIds: ["consent"] }));
    street.inquiry(CONVENER, SIGN);
    expect(street.search.backstop).toMatchObject({ custodianUnitId: "factory", photoIds: ["consent"] });
  });

  test("nor is one signed that was proposed before this was asked", () => {
    const street = ready();
    street.inquiry(SEAT, propose({ ...EMERGENCY, custodianUnitId: "factory", photoIds: ["consent"] }));
    const { proposal } = street.search;
    if (proposal?.kind !== "BACKSTOP") throw new Error("nothing proposed");
    const { photoIds: _, ...unsigned } = proposal;
    street.dossier = { ...street.dossier, inquiries: [{ ...street.search, proposal: unsigned }] };
    expect(refusal(street, CONVENER, SIGN)).toBe("CUSTODIAN_UNSIGNED");
  });

  test("D7: who is to run private premises was asked and given its time, or has signed", () => {
    const street = ready();
    insideCompound(street);
    const own = { type: "PROPOSE_PRIVATE", areaId: null, managerUnitId: "property-unit" } as const;
    expect(refusal(street, SEAT, own)).toBe("MANAGER_UNHEARD");
    expect(refusal(street, SEAT, { ...own, photoIds: ["consent"] })).toBeNull();
    street.inquiry(SEAT, letters(["property-unit"]));
    expect(refusal(street, SEAT, own)).toBe("MANAGER_UNHEARD");
    street.pass(7 * 1440);
    expect(refusal(street, SEAT, own)).toBeNull();
  });
});

describe("guard 3: what is waited for while a unit wants to see the spot", () => {
  const wished = (): Street => {
    const street = new Street();
    street.file();
    street.inquiry(GRID, SURVEY);
    street.inquiry(SEAT, parcel("PUBLIC"));
    street.pass(10);
    street.inquiry(unit(WATER), answer(WATER, "NEED_SITE_VISIT"));
    for (const unitId of [POWER, GAS]) street.inquiry(unit(unitId), answer(unitId));
    street.inquiry(SEAT, propose(EMERGENCY));
    return street;
  };

  test("the survey is, with its clock, and not the convener's signature", () => {
    const street = wished();
    expect(waiting(street.search)).toMatchObject({ step: "SURVEY", command: "RECORD_SITE_SURVEY" });
    expect(nextInquirySteps(street.search)[0]).toBe("RECORD_SITE_SURVEY");
    street.pass(10);
    street.inquiry(GRID, SURVEY);
    expect(waiting(street.search)).toMatchObject({ step: "SIGN", roles: ["CONVENER"] });
  });

  test("a further round to another unit does not forget the wish", () => {
    const street = wished();
    street.inquiry(SEAT, letters(["bus-unit"]));
    street.inquiry(unit("bus-unit"), answer("bus-unit"));
    expect(refusal(street, CONVENER, SIGN)).toBe("SITE_VISIT_OPEN");
  });
});
