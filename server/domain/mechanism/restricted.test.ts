import { describe, expect, test } from "vitest";
import type { InquiryCommand } from "../inquiry/commands.ts";
import { waiting } from "../inquiry/waiting.ts";
import { DEPT, held, LEAD, SEAT, Street, SYSTEM, UNITS } from "./testing.ts";

const [WATER, POWER] = UNITS;
const onPaper = (photoIds?: string[]): InquiryCommand => ({
  type: "SEND_LETTERS",
  unitIds: [WATER, POWER],
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
        command: { type: "DISPATCH", unitId: WATER, substituteHandling: false, emergencyReason: null },
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
});
