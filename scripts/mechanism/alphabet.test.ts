import { expect, test } from "vitest";
import { CASE_COMMANDS } from "../../server/domain/case/commands.ts";
import { INQUIRY_COMMANDS } from "../../server/domain/inquiry/commands.ts";
import { CASE_ALPHABET, INQUIRY_ALPHABET } from "./alphabet.ts";
import { alphabetOf, templatesOf } from "./templates.ts";

const TRACKS = [
  ["case", CASE_COMMANDS, CASE_ALPHABET],
  ["inquiry", INQUIRY_COMMANDS, INQUIRY_ALPHABET],
] as const;

test.each(TRACKS)("somebody has thought about every command of the %s", (_, commands, alphabet) => {
  const forgotten = Object.keys(commands).filter((name) => !(name in alphabet));
  expect(forgotten, "give it a line in scripts/mechanism/alphabet.ts").toEqual([]);
  const outdated = Object.keys(alphabet).filter((name) => !(name in commands));
  expect(outdated, "there is no such command any more").toEqual([]);
});

test.each(TRACKS)(
  "every line of arguments of the %s is one that the API would take",
  (_, commands, alphabet) => {
    const refused = Object.entries(commands).flatMap(([name, declared]) =>
      (alphabet[name]?.with ?? [{}])
        .filter((line) => templatesOf(name, declared, line).length === 0)
        .map((line) => `${name} ${JSON.stringify(line)}`),
    );
    expect(refused).toEqual([]);
  },
);

test.each(TRACKS)("whoever tries a command of the %s may give it", (track) => {
  const nobody = alphabetOf(track).filter(({ people }) => people.length === 0);
  expect(nobody.map(({ type }) => type)).toEqual([]);
});
