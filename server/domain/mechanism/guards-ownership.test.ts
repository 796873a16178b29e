import { describe, expect, test } from "vitest";
import type { CaseCommand } from "../case/commands.ts";
import { holderAsKnown } from "../component/correction.ts";
import { holderOn } from "../component/state.ts";
import type { InquiryCommand } from "../inquiry/commands.ts";
import { openClaims, unanswered } from "../inquiry/state.ts";
import type { Actor, BackstopEmergency } from "../names.ts";
import {
  CONVENER,
  DEPT,
  GRID,
  held,
  insideCompound,
  LEAD,
  person,
  SEAT,
  STATED,
  Street,
  SYSTEM,
  unit,
  UNITS,
} from "./testing.ts";

const [WATER, POWER, GAS] = UNITS;
const deny = (unitId: string): InquiryCommand => ({
  type: "ANSWER",
  unitId,
  answer: "DENY",
  reasonCode: "NOT_ON_OUR_MAP",
  evidence: [],
});
const claim = (unitId: string): InquiryCommand => ({
  type: "ANSWER",
  unitId,
  answer: "CLAIM",
  reasonCode: null,
  evidence: [],
});
const evidence = (unitId: string, kind: "PIPE_MAP" | "COVER_LETTERING"): InquiryCommand => ({
  type: "ADD_EVIDENCE",
  kind,
  unitId,
  direction: "FOR",
  photoIds: [`${kind} of ${unitId}`],
  observation: {},
});
/** The unit named said nothing: the convener decides, and says why. */
const DESPITE_SILENCE: InquiryCommand = {
  type: "CONFIRM_DETERMINATION",
  reasonCode: "PAPERS_PROVE",
  notes: { reason: "管线图与移交清单一致" },
};
const survey: InquiryCommand = { type: "RECORD_SITE_SURVEY", photoIds: [], observation: { lettering: "无" } };
const publicGround: InquiryCommand = { type: "CHECK_PARCEL", result: "PUBLIC", areaId: null };
const propose = (
  emergencyReason: BackstopEmergency | null = null,
  overridesPrivate = false,
): InquiryCommand => ({
  type: "PROPOSE_BACKSTOP",
  custodianUnitId: DEPT,
  inspectionIntervalDays: 30,
  reviewOn: null,
  emergencyReason,
  overridesPrivate,
  ...STATED,
});
const onCase = (street: Street, actor: Actor, command: CaseCommand): string | null =>
  street.refusal(actor, { on: "case", id: "case-1", command });
const onInquiry = (street: Street, actor: Actor, command: InquiryCommand): string | null =>
  street.refusal(actor, { on: "inquiry", id: street.search.id, command });

/** A danger on an ownerless cover, and nobody claims it. */
function denied(): Street {
  const street = new Street();
  street.file();
  for (const unitId of UNITS) street.inquiry(unit(unitId), deny(unitId));
  return street;
}

describe("guard 3: the backstop is signed when everything has been asked and done", () => {
  const sign = (street: Street, actor = CONVENER): string | null =>
    onInquiry(street, actor, { type: "SIGN_BACKSTOP" });

  test("a proposal, an ended round, a survey, a parcel check, a notice that is over, and another person", () => {
    const street = new Street();
    street.file();
    for (const unitId of [WATER, POWER]) street.inquiry(unit(unitId), deny(unitId));
    expect(onInquiry(street, SEAT, { type: "PUBLISH_NOTICE", channel: "现场" })).toBe("CONSULTATION_OPEN");
    street.inquiry(unit(GAS), deny(GAS));
    expect(sign(street)).toBe("NO_PROPOSAL");
    street.inquiry(SEAT, propose());
    expect(sign(street)).toBe("SURVEY_MISSING");
    street.inquiry(GRID, survey);
    expect(sign(street)).toBe("PARCEL_CHECK_MISSING");
    street.inquiry(SEAT, publicGround);
    expect(sign(street)).toBe("NOTICE_NOT_OVER");
    street.inquiry(SEAT, { type: "PUBLISH_NOTICE", channel: "现场" });
    expect(sign(street)).toBe("NOTICE_NOT_OVER");
    street.pass(3 * 1440);
    expect(sign(street)).toBeNull();
    street.inquiry(CONVENER, { type: "SIGN_BACKSTOP" });
    expect(street.status).toBe("BACKSTOP");
  });

  test("a stated emergency stands in for the notice, for nothing else", () => {
    const street = denied();
    street.inquiry(SEAT, propose("SEVERE_WEATHER"));
    expect(sign(street)).toBe("SURVEY_MISSING");
    street.inquiry(GRID, survey);
    street.inquiry(SEAT, publicGround);
    expect(sign(street)).toBeNull();
  });

  // docs/domain.md#d7
  test("private premises only where the signer's proposal says so", () => {
    const street = denied();
    street.inquiry(GRID, survey);
    insideCompound(street);
    street.inquiry(SEAT, propose("SEVERE_WEATHER"));
    expect(sign(street)).toBe("PREMISES_ARE_PRIVATE");
    street.inquiry(LEAD, { type: "REFUSE_PROPOSAL" });
    street.inquiry(SEAT, propose("SEVERE_WEATHER", true));
    expect(sign(street)).toBeNull();
  });

  test("the sweep proposes and never signs", () => {
    const street = denied();
    street.inquiry(GRID, survey);
    street.inquiry(SEAT, publicGround);
    street.inquiry(SEAT, propose("SEVERE_WEATHER"));
    expect(sign(street, SYSTEM)).toBe("ROLE_MAY_NOT");
    expect(onInquiry(street, SYSTEM, { type: "CONFIRM_DETERMINATION" })).toBe("ROLE_MAY_NOT");
    expect(onCase(street, SYSTEM, { type: "CLOSE" })).toBe("ROLE_MAY_NOT");
  });

  test("nobody signs what they proposed", () => {
    const street = denied();
    street.inquiry(GRID, survey);
    street.inquiry(SEAT, publicGround);
    street.inquiry(SEAT, propose("SEVERE_WEATHER"));
    const both = { ...CONVENER, accountId: SEAT.accountId };
    expect(sign(street, both)).toBe("SIGNER_PROPOSED");
  });

  test("a claim that arrives before the signature stops it", () => {
    const street = denied();
    street.inquiry(GRID, survey);
    street.inquiry(SEAT, publicGround);
    street.inquiry(SEAT, propose("SEVERE_WEATHER"));
    street.inquiry(unit(WATER), claim(WATER));
    expect(sign(street)).toBe("CLAIMS_COMPETE");
  });

  test("a unit that asked for a site visit answers after it", () => {
    const street = new Street();
    street.file();
    street.inquiry(unit(WATER), {
      ...deny(WATER),
      answer: "NEED_SITE_VISIT",
      reasonCode: null,
    } as InquiryCommand);
    street.inquiry(unit(WATER), deny(WATER));
    expect(street.search.letters.find(({ unitId }) => unitId === WATER)?.answer).toBe("DENY");
    expect(onInquiry(street, unit(WATER), deny(WATER))).toBe("ALREADY_ANSWERED");
  });

  test("the first review is not later than the rule allows, and counts from the signature", () => {
    const street = denied();
    const command = { ...propose("SEVERE_WEATHER"), reviewOn: "2026-12-01" } as InquiryCommand;
    expect(onInquiry(street, SEAT, command)).toBe("BAD_DATE");
    street.inquiry(GRID, survey);
    street.inquiry(SEAT, publicGround);
    street.inquiry(SEAT, { ...propose("SEVERE_WEATHER"), reviewOn: "2026-03-10" } as InquiryCommand);
    street.pass(60 * 1440);
    street.inquiry(CONVENER, { type: "SIGN_BACKSTOP" });
    expect(street.search.backstop?.reviewOn).toBe("2026-06-01");
  });
});

describe("guard 4: an owner is confirmed on evidence, by somebody who is not involved", () => {
  const confirm = (street: Street, actor: Actor = LEAD): string | null =>
    onInquiry(street, actor, { type: "CONFIRM_DETERMINATION" });
  const proposed = (...items: InquiryCommand[]): Street => {
    const street = new Street();
    street.file();
    // Everybody has been asked and had the time to answer.
    street.pass(2880);
    for (const item of items) street.inquiry(GRID, item);
    street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: WATER, from: street.today });
    return street;
  };

  // docs/domain.md#d8
  test("D8: lettering alone never confirms", () => {
    expect(confirm(proposed())).toBe("EVIDENCE_NEEDED");
    expect(confirm(proposed(evidence(WATER, "COVER_LETTERING")))).toBe("EVIDENCE_NEEDED");
    expect(confirm(proposed(evidence(POWER, "PIPE_MAP")))).toBe("EVIDENCE_NEEDED");
    // It was silent, so the convener decides on the map.
    const both = proposed(evidence(WATER, "COVER_LETTERING"), evidence(WATER, "PIPE_MAP"));
    expect(onInquiry(both, CONVENER, DESPITE_SILENCE)).toBeNull();
  });

  test("not by the proposer, the collector of the evidence or the claimant", () => {
    const street = proposed(evidence(WATER, "PIPE_MAP"));
    expect(confirm(street, { ...LEAD, accountId: SEAT.accountId })).toBe("SECOND_PERSON_NEEDED");
    expect(confirm(street, { ...LEAD, accountId: GRID.accountId })).toBe("CONFIRMER_INVOLVED");
    street.inquiry(unit(WATER), claim(WATER));
    expect(confirm(street, { ...LEAD, accountId: unit(WATER).accountId })).toBe("CONFIRMER_INVOLVED");
    expect(confirm(street)).toBeNull();
  });

  test("who collected the lettering is involved too", () => {
    const street = proposed(evidence(WATER, "PIPE_MAP"));
    street.inquiry(person("STREET_DEPT", DEPT, "letters"), evidence(WATER, "COVER_LETTERING"));
    expect(confirm(street, { ...LEAD, accountId: person("STREET_DEPT", DEPT, "letters").accountId })).toBe(
      "CONFIRMER_INVOLVED",
    );
  });

  // docs/domain.md#d1
  test("between two claimants only the convener decides", () => {
    const street = proposed(evidence(WATER, "PIPE_MAP"));
    street.inquiry(unit(WATER), claim(WATER));
    street.inquiry(unit(POWER), claim(POWER));
    expect(street.status).toBe("DISPUTED");
    expect(confirm(street, LEAD)).toBe("CLAIMS_COMPETE");
    expect(confirm(street, CONVENER)).toBeNull();
    street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
    expect(street.search.claims.map(({ unitId, status }) => `${unitId} ${status}`)).toEqual([
      `${WATER} ACCEPTED`,
      `${POWER} REJECTED`,
    ]);
  });
});

describe("guard 5: one owner a day", () => {
  /** Another unit has owned it since the first of the month, and an inquiry has found who owns it. */
  function found(): Street {
    const street = new Street({ roles: [held("owner", POWER, "2026-03-01")] });
    street.inquiry(
      { ...SEAT, role: "SYSTEM" },
      {
        type: "OPEN",
        number: "Q1",
        componentId: "component-1",
        divisionCode: "440604011",
        danger: false,
        origin: "REGISTRY",
        caseId: null,
        candidates: [{ unitId: WATER, permille: 900 }],
        modelVersion: null,
      },
      "inquiry-1",
    );
    street.pass(7 * 1440);
    street.inquiry(GRID, { ...evidence(WATER, "PIPE_MAP"), since: "2026-02-01" } as InquiryCommand);
    return street;
  }

  test("a determination that begins before the present owner names him, hears him, and is the convener's", () => {
    const street = found();
    street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: WATER, from: "2026-02-01" });
    expect(street.search.proposal).toMatchObject({
      corrects: [{ unitId: POWER, from: "2026-03-01", to: null }],
    });
    const asked = street.search.letters.find((letter) => letter.unitId === POWER && letter.about);
    expect(asked).toMatchObject({ about: "CORRECTION", answer: null });
    expect(street.search.deadlines.find(({ kind }) => kind === "HEARING")?.dueAt).toBe(asked?.dueAt);
    const confirm = DESPITE_SILENCE;
    expect(onInquiry(street, LEAD, confirm)).toBe("CORRECTION_BY_CONVENER");
    expect(onInquiry(street, CONVENER, confirm)).toBe("HEARING_OPEN");
    street.pass(8 * 1440);
    expect(street.search.letters.find(({ id }) => id === asked?.id)?.answer).toBe("NO_REPLY");
    street.inquiry(CONVENER, confirm);
    const { component } = street.dossier;
    if (!component) throw new Error("gone");
    // As corrected, and as it was known before the correction.
    expect(holderOn(component, "owner", "2026-03-02")?.unitId).toBe(WATER);
    expect(holderAsKnown(component, "owner", "2026-03-02", "2026-03-03")?.unitId).toBe(POWER);
    expect(holderAsKnown(component, "owner", "2026-03-02", street.today)?.unitId).toBe(WATER);
    expect(component.corrected).toMatchObject([
      { role: "owner", unitId: POWER, from: "2026-03-01", correctedOn: street.today },
    ]);
    expect(street.search.determination).toMatchObject({ ownerUnitId: WATER, from: "2026-02-01" });
  });

  test("the owner whose days are touched may object: he answers, and the convener decides over both", () => {
    const street = found();
    street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: WATER, from: "2026-02-01" });
    street.inquiry(unit(POWER), {
      type: "ANSWER",
      answer: "CLAIM",
      reasonCode: null,
      evidence: [{ kind: "HANDOVER_DOCUMENT", photoIds: ["paper"] }],
    });
    expect(openClaims(street.search).map((claim) => claim.unitId)).toContain(POWER);
    expect(street.search.deadlines.find(({ kind }) => kind === "HEARING")?.metAt).toBe(street.now);
  });

  test("silence about a correction is no silence in the round, and ends none", () => {
    const street = found();
    street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: WATER, from: "2026-02-01" });
    expect(unanswered(street.search).some((letter) => letter.unitId === POWER)).toBe(false);
  });

  test("who has come to own it since the proposal loses no day unheard", () => {
    const street = found();
    street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: WATER, from: "2026-02-01" });
    street.component(SYSTEM, {
      type: "ASSIGN_ROLE",
      role: "owner",
      unitId: GAS,
      from: street.today,
      basis: "HANDOVER",
      basisRef: null,
    });
    street.pass(8 * 1440);
    expect(onInquiry(street, CONVENER, DESPITE_SILENCE)).toBe("CORRECTION_NOT_NAMED");
  });

  test("from today on nobody's past is touched: the present owner's period ends", () => {
    const street = found();
    street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: WATER, from: street.today });
    street.inquiry(CONVENER, DESPITE_SILENCE);
    const { component } = street.dossier;
    expect(component && holderOn(component, "owner", "2026-03-02")?.unitId).toBe(POWER);
    expect(component && holderOn(component, "owner", street.today)?.unitId).toBe(WATER);
  });

  test("no owner from tomorrow on", () => {
    const street = new Street();
    street.file();
    const tomorrow: InquiryCommand = { type: "PROPOSE_DETERMINATION", unitId: WATER, from: "2026-03-04" };
    expect(onInquiry(street, SEAT, tomorrow)).toBe("BAD_DATE");
  });
});
