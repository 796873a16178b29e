import { decidesOnComponent, forgets, looksAway, opensTo, silences, together, type Plant } from "./kit.ts";

/** Endings that leave something behind. */
export const ENDINGS_THAT_LEAVE: readonly Plant[] = [
  {
    name: "urgency-forgotten",
    fault: "an inquiry stays urgent when its hole is safe",
    plant: forgets("inquiry", "NOTE_SAFE"),
  },
  {
    name: "owner-left-on-private-ground",
    fault: "private premises keep the owner from before",
    plant: silences("inquiry", "PRIVATE_CONFIRMED"),
  },
  {
    name: "retired-with-matters",
    fault: "a component is retired with something open on it",
    plant: together(
      decidesOnComponent("RETIRE", { openMatters: 0, caught: false }),
      decidesOnComponent("CONFIRM_CHANGE", { openMatters: 0, caught: false }),
    ),
  },
  {
    name: "waits-for-the-dead",
    fault: "letters, claims and proposals of a dissolved unit go on waiting",
    plant: forgets("inquiry", "SUCCEED_UNIT"),
  },
  {
    name: "lost-in-a-merger",
    fault: "a danger that nobody has filed disappears in the case that takes it in",
    plant: forgets("case", "TAKE_REPORT"),
  },
  {
    name: "retired-before-objection",
    fault: "a component is retired inside the objection window of its determination",
    plant: together(
      decidesOnComponent("RETIRE", { objectionRuns: false }),
      decidesOnComponent("CONFIRM_CHANGE", { objectionRuns: false }),
    ),
  },
  {
    name: "private-over-a-claim",
    fault: "an inquiry ends as private premises over a claim that nobody answered",
    plant: together(
      looksAway("inquiry", "PROPOSE_PRIVATE", "CLAIMS_COMPETE"),
      looksAway("inquiry", "CONFIRM_PRIVATE", "CLAIMS_COMPETE"),
    ),
  },
];

/** What two decided, undone by one. */
export const UNDONE_BY_ONE: readonly Plant[] = [
  {
    name: "withdrawn-by-one",
    fault: "who asks for a withdrawal confirms it, beside an open hole, too",
    plant: together(
      looksAway("inquiry", "CONFIRM_WITHDRAWAL", "SECOND_PERSON_NEEDED", "DANGER_NOT_MADE_SAFE"),
      looksAway("inquiry", "WITHDRAW", "DANGER_NOT_MADE_SAFE"),
    ),
  },
  {
    name: "reopened-by-one",
    fault: "who asks for a decision to be opened again confirms it",
    plant: together(
      looksAway("inquiry", "CONFIRM_REOPENING", "SECOND_PERSON_NEEDED"),
      opensTo("inquiry", "REOPEN", "CONVENER"),
    ),
  },
];
