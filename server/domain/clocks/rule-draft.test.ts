import { describe, expect, test } from "vitest";
import { enabling } from "./rule-draft.ts";

const NOW = "2026-11-28T02:00:00.000Z";
const draft = { state: "OPEN", writtenBy: ["anna", "bo"] } as const;
const chen = { accountId: "chen" };
const refusal = (reason: string) => ({ refused: { reason } });

describe("putting a draft in force", () => {
  test("takes a second person", () => {
    expect(enabling(draft, chen, null, NOW, 1)).toEqual({ from: NOW });
  });

  test.each(["anna", "bo"])("is not for %s, who wrote in it", (account) => {
    expect(enabling(draft, { accountId: account }, null, NOW, 1)).toEqual(refusal("SECOND_PERSON_NEEDED"));
  });

  // docs/domain.md#guard-10
  test("is not for who wrote in it under another account", () => {
    const both = { accountId: "chen", personAccountIds: ["chen", "bo"] };
    expect(enabling(draft, both, null, NOW, 1)).toEqual(refusal("SECOND_PERSON_NEEDED"));
  });

  test("is not for the registry itself", () => {
    expect(enabling(draft, { accountId: null }, null, NOW, 1)).toEqual(refusal("SECOND_PERSON_NEEDED"));
  });

  test("may be for later and never for earlier", () => {
    expect(enabling(draft, chen, "2026-12-01T00:00:00.000Z", NOW, 1)).toEqual({
      from: "2026-12-01T00:00:00.000Z",
    });
    expect(enabling(draft, chen, "2026-11-28T01:59:59.999Z", NOW, 1)).toEqual(refusal("RULES_IN_PAST"));
  });

  test("is refused where nothing would change", () => {
    expect(enabling(draft, chen, null, NOW, 0)).toEqual(refusal("RULES_UNCHANGED"));
  });

  test.each(["ENABLED", "DISCARDED"] as const)("is over once it is %s", (state) => {
    expect(enabling({ ...draft, state }, chen, null, NOW, 1)).toEqual(refusal("DRAFT_CLOSED"));
  });
});
