import { describe, expect, test } from "vitest";
import type { InquiryCommand } from "../inquiry/commands.ts";
import { waiting } from "../inquiry/waiting.ts";
import { unitsBeside } from "../case/assignments.ts";
import { running } from "../clocks/deadline.ts";
import { replay } from "./fold.ts";
import {
  CONVENER,
  DEPT,
  held,
  LEAD,
  SEAT,
  sent,
  shot,
  STATED,
  Street,
  SYSTEM,
  unit,
  UNITS,
} from "./testing.ts";

const [WATER, POWER] = UNITS;
const onPaper = (photoIds?: string[]): InquiryCommand => ({
  type: "SEND_LETTERS",
  unitIds: [WATER, POWER],
  reasonCode: "NEED_TO_KNOW",
  ...STATED,
  ...(photoIds && { photoIds }),
});

/** A hole on a cover that units may not know of. */
function restricted(roles: ConstructorParameters<typeof Street>[0] = {}): Street {
  const street = new Street({ ...roles, restricted: true });
  street.file();
  return street;
}

const refusal = (street: Street, actor: typeof SEAT, command: InquiryCommand): string | null =>
  street.refusal(actor, { on: "inquiry", id: street.search.id, command });

describe("D26: nothing that a unit cannot see counts against it", () => {
  test("no letter leaves by itself, and no silence is recorded of it", () => {
    const street = restricted();
    expect(street.search.letters).toEqual([]);
    street.pass(60 * 24 * 30);
    expect(street.search.letters).toEqual([]);
    expect(street.search.round).toBe(0);
  });

  test("its letters go on paper by the lead's hand, with the receipts", () => {
    const street = restricted();
    expect(waiting(street.search)).toMatchObject({ step: "LETTERS", roles: ["SHIFT_LEAD"] });
    expect(refusal(street, SEAT, onPaper(["receipt"]))).toBe("RESTRICTED_ON_PAPER");
    expect(refusal(street, LEAD, onPaper())).toBe("RECEIPT_NEEDED");
    street.inquiry(LEAD, onPaper(["receipt"]));
    expect(street.search.letters.map(({ unitId }) => unitId)).toEqual([WATER, POWER]);
  });

  test("it is announced to nobody, and the backstop asks for no notice of it", () => {
    const street = restricted();
    street.inquiry(LEAD, onPaper(["receipt"]));
    street.pass(60 * 24 * 30);
    expect(refusal(street, SEAT, { type: "PUBLISH_NOTICE", channel: "WEBSITE" })).toBe(
      "RESTRICTED_NOT_ANNOUNCED",
    );
  });

  test.each([
    ["an ownerless one", {}],
    ["one whose owner is known", { roles: [held("owner", WATER)] }],
    ["one in backstop", { roles: [held("interim_custodian", POWER)] }],
  ])("a hole on %s goes to the street's department and to no unit", (_, options) => {
    const street = restricted(options);
    expect(street.matter).toMatchObject({ unitId: DEPT, substituteHandling: true });
    expect(
      street.refusal(SEAT, {
        on: "case",
        id: street.matter.id,
        command: sent(WATER),
      }),
    ).toBe("RESTRICTED_TO_DEPARTMENT");
  });

  test("an inquiry becomes one on paper when its cover is found to be restricted, and ordinary again", () => {
    const street = new Street();
    street.file();
    const reclassify = (classCode: string, restricted: boolean) =>
      street.do(SYSTEM, {
        on: "component",
        id: street.dossier.component?.id ?? "",
        command: { type: "RECLASSIFY", classCode, classGroup: "COVER", restricted } as never,
      });
    expect(street.search.restricted).toBe(false);
    reclassify("0130", true);
    expect(street.search.restricted).toBe(true);
    expect(refusal(street, SEAT, onPaper(["receipt"]))).toBe("RESTRICTED_ON_PAPER");
  });

  describe("at the change, what had gone out in the application", () => {
    const change = (street: Street) => {
      const hidden = { classCode: "0130", classGroup: "COVER", code: null, scheme: "A" } as const;
      street.component(SEAT, { type: "RECLASSIFY", ...hidden, reasonCode: "盖板铸有国防光缆字样" });
      street.component(LEAD, { type: "CONFIRM_CHANGE" });
    };
    function changed(): Street {
      const street = new Street();
      street.file();
      street.inquiry(unit(WATER), {
        type: "ANSWER",
        answer: "DENY",
        reasonCode: "NOT_ON_OUR_MAP",
        evidence: [],
      });
      change(street);
      return street;
    }
    const answers = (street: Street) => street.search.letters.map(({ answer }) => answer);

    test("letters that nobody had answered are closed unseen, and no silence is recorded of them", () => {
      const street = changed();
      expect(answers(street)).toEqual(["DENY", "UNSEEN", "UNSEEN"]);
      street.pass(60 * 24 * 10);
      expect(answers(street)).toEqual(["DENY", "UNSEEN", "UNSEEN"]);
      expect(street.kinds).not.toContain("NO_REPLY_RECORDED");
      expect(replay(street.told)).toEqual(street.dossier);
    });

    test("they wait for the lead to deliver them on paper, and the round does not end before", () => {
      const street = changed();
      expect(waiting(street.search)).toMatchObject({ step: "LETTERS", roles: ["SHIFT_LEAD"] });
      expect(street.search.deadlines.some((one) => one.kind === "LETTERS" && running(one))).toBe(true);
      expect(refusal(street, SEAT, { type: "END_CONSULTATION" })).toBe("CONSULTATION_OPEN");
      street.inquiry(LEAD, { type: "SEND_LETTERS", unitIds: [POWER, "gas-unit"], photoIds: ["receipt"] });
      expect(waiting(street.search)?.step).toBe("CONSULT");
      street.pass(60 * 24 * 10);
      // These demonstrably reached them.
      expect(answers(street).slice(3)).toEqual(["NO_REPLY", "NO_REPLY"]);
    });

    test("a unit's answer on paper is entered for it", () => {
      const street = changed();
      street.inquiry(SEAT, {
        type: "ANSWER",
        unitId: POWER,
        answer: "DENY",
        reasonCode: "NOT_ON_OUR_MAP",
        evidence: [{ kind: "WRITTEN_DENIAL", photoIds: ["letter"] }],
      });
      expect(answers(street)).toEqual(["DENY", "DENY", "UNSEEN"]);
    });

    test("its cases are the department's, whoever was sent", () => {
      const street = new Street({ roles: [held("owner", WATER)] });
      street.file();
      street.case(SEAT, sent(WATER));
      change(street);
      expect(street.matter).toMatchObject({ unitId: DEPT, substituteHandling: true });
      expect(unitsBeside(street.matter)).toEqual([]);
    });

    test("what rests there goes on with the department", () => {
      const street = new Street({ roles: [held("owner", WATER)] });
      street.file();
      street.case(SEAT, sent(WATER));
      street.case(unit(WATER), { type: "MAKE_SAFE", measure: "PLATE", ...shot() });
      const until = new Date(Date.parse(street.now) + 86_400_000).toISOString();
      street.case(SEAT, { type: "REQUEST_SUSPENSION", until, reasonCode: "NO_PARTS" });
      street.case(LEAD, { type: "CONFIRM_SUSPENSION" });
      change(street);
      expect(street.matter).toMatchObject({ unitId: DEPT, state: "SUSPENDED" });
    });

    test("guard 5: a unit that cannot read that its days are touched is not heard by its silence", () => {
      const street = new Street({ roles: [held("owner", WATER)], restricted: true });
      street.inquiry(
        SYSTEM,
        {
          type: "OPEN",
          number: "Q",
          componentId: street.id,
          divisionCode: "440604011",
          danger: false,
          origin: "REGISTRY",
          caseId: null,
          candidates: [],
          modelVersion: null,
        },
        "doubt",
      );
      const since = "2024-01-01";
      street.inquiry(SEAT, {
        type: "ANSWER",
        unitId: POWER,
        answer: "CLAIM",
        reasonCode: null,
        evidence: [{ kind: "HANDOVER_DOCUMENT", photoIds: ["paper"], since }],
      });
      street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: POWER, from: since });
      street.pass(60 * 24 * 30);
      expect(refusal(street, CONVENER, { type: "CONFIRM_DETERMINATION" })).toBe("HEARING_OPEN");
      expect(waiting(street.search)).toMatchObject({ step: "HEARING", roles: ["SHIFT_LEAD"] });
      expect(street.search.escalation).toMatchObject({ to: "CONVENER" });
    });
  });
});
