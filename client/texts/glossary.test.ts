import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CASE_STATES, INQUIRY_STATES, OWNERSHIP_STATUSES, ROLES } from "../../server/domain/names.ts";
import { zh } from "./zh.ts";

const page = readFileSync(new URL("../../docs/domain.md", import.meta.url), "utf8");

/** The part of the page under one of these headings. */
function under(heading: string): string {
  const from = page.indexOf(`${heading}\n`);
  return page.slice(from, page.indexOf("\n#", from + 1));
}

describe("the glossary of docs/domain.md says what the screens say", () => {
  test.each(CASE_STATES)("of a case that is %s", (state) => {
    expect(under("### States of a case")).toMatch(
      new RegExp(`\\| ${zh.words.caseState[state]} \\|.*\`${state}\` \\|`),
    );
  });
  test.each(INQUIRY_STATES)("of an inquiry that is %s", (state) => {
    expect(under("### States of an inquiry")).toMatch(
      new RegExp(`\\| ${zh.words.inquiryState[state]} \\|.*\`${state}\` \\|`),
    );
  });
  test.each(OWNERSHIP_STATUSES)("of a component that is %s", (status) => {
    expect(under("### Ownership of a component")).toMatch(
      new RegExp(`\\| ${zh.words.status[status]} \\|.*\`${status}\` \\|`),
    );
  });
  test.each(ROLES)("of a %s", (role) => {
    expect(under("## Who, what and why")).toContain(`${zh.words.accountRole[role]} \`${role}\``);
  });
});
