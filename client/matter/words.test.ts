import { expect, test } from "vitest";
import { CASE_EVENT_KINDS } from "../../server/domain/case/fold.ts";
import { COMPONENT_EVENT_KINDS } from "../../server/domain/component/fold.ts";
import { INQUIRY_EVENT_KINDS } from "../../server/domain/inquiry/fold.ts";
import * as names from "../../server/domain/names.ts";
import { REASONS } from "../../server/domain/reasons.ts";
import en from "./words.en.ts";
import zh from "./words.zh.ts";

/** What the domain can say, and the group of words that says it to people. */
const SPOKEN: Readonly<Partial<Record<keyof typeof zh, readonly string[]>>> = {
  event: [...CASE_EVENT_KINDS, ...INQUIRY_EVENT_KINDS, ...COMPONENT_EVENT_KINDS],
  status: names.OWNERSHIP_STATUSES,
  caseState: names.CASE_STATES,
  inquiryState: names.INQUIRY_STATES,
  accountRole: names.ROLES,
  role: names.COMPONENT_ROLES,
  group: names.CLASS_GROUPS,
  physical: names.PHYSICAL_STATES,
  source: names.DATA_SOURCES,
  channel: names.CHANNELS,
  defect: names.DEFECTS,
  answer: names.ANSWERS,
  denialReason: names.DENIAL_REASONS,
  evidence: names.EVIDENCE_KINDS,
};

test.each(Object.entries(SPOKEN))("every %s has a word in both languages", (group, kinds) => {
  for (const [language, words] of Object.entries({ zh, en }))
    for (const kind of kinds ?? [])
      expect(Reflect.get(words[group as keyof typeof zh], kind), `${language} ${group}.${kind}`).toMatch(
        /\S/,
      );
});

test("every reason on a list has its word in both languages", () => {
  const lists = {
    reason: [...names.LEFT_OUT_REASONS, ...names.MAP_CONTRADICTIONS],
    emergency: names.BACKSTOP_EMERGENCIES,
  };
  for (const [group, codes] of Object.entries(lists))
    for (const words of [zh, en])
      for (const code of codes)
        expect(Reflect.get(words[group as "reason" | "emergency"], code), code).toMatch(/\S/);
});

test("every reason why not has a sentence in both languages", () => {
  for (const [reason, [inChinese, inEnglish]] of Object.entries(REASONS)) {
    expect(inChinese, reason).toMatch(/\p{Script=Han}/u);
    expect(inEnglish, reason).toMatch(/[a-z]/);
  }
});
