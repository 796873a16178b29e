import { repairClock, stepClock } from "../../../server/domain/case/clocks.ts";
import { caseEvent, type CaseFacts } from "../../../server/domain/case/declare.ts";
import type { CaseEvent } from "../../../server/domain/case/events.ts";
import type { CaseCommand } from "../../../server/domain/case/commands.ts";
import type { CaseFile } from "../../../server/domain/case/state.ts";
import { LIABLE } from "../../../server/domain/component/correction.ts";
import { COMPONENT_DECISIONS } from "../../../server/domain/component/decide.ts";
import { holderOn } from "../../../server/domain/component/state.ts";
import { JOINT } from "../../../server/domain/component/succession.ts";
import type { Inquiry } from "../../../server/domain/inquiry/state.ts";
import { ENDINGS_THAT_LEAVE, UNDONE_BY_ONE } from "./endings.ts";
import { CAST, DEPARTMENT, UPLOADED_AGAIN, WATER } from "../cast.ts";
import { PICTURES } from "../life.ts";
import { WORDS } from "../schema-values.ts";
import {
  asksNot,
  decides,
  decidesOnComponent,
  forgets,
  looksAway,
  opensTo,
  silences,
  takesAnyPicture,
  together,
  type Plant,
  type Planting,
} from "./kit.ts";

type Args = Readonly<Record<string, unknown>>;

/** The case as somebody would like to see it. */
const asHarmless = (
  decide: (...asked: readonly unknown[]) => unknown,
  file: unknown,
  ...rest: readonly unknown[]
) => decide({ ...(file as CaseFile), danger: false }, ...rest);

/** One word of one person ends the danger. */
const reassessedAlone = (decide: (...asked: readonly unknown[]) => unknown, ...asked: readonly unknown[]) =>
  (asked[1] as Args)["danger"] === false
    ? { events: [caseEvent("DANGER_REASSESSED", { danger: false })] }
    : decide(...asked);

const wholeLimitAgain = (_decide: unknown, file: unknown, _args: unknown, facts: unknown) => ({
  events: [
    caseEvent("CASE_RESUMED", {}),
    repairClock((file as CaseFile).defect, (facts as CaseFacts).now, facts as CaseFacts),
  ],
});

const clocksAnew = (_decide: unknown, _file: unknown, _args: unknown, facts: unknown) => ({
  events: [
    caseEvent("DANGER_REASSESSED", { danger: true }),
    stepClock("MAKE_SAFE", (facts as CaseFacts).now, facts as CaseFacts),
  ],
});

/** Whoever is sent is alone there from then on. */
const nobodyStays = (decide: (...asked: readonly unknown[]) => unknown, ...asked: readonly unknown[]) => {
  const decided = decide(...asked) as { readonly events?: readonly CaseEvent[] };
  const alone = (event: CaseEvent): CaseEvent =>
    event.kind === "CASE_DISPATCHED" ? caseEvent(event.kind, { ...event.data, beside: [] }) : event;
  return decided.events ? { ...decided, events: decided.events.map(alone) } : decided;
};

/** Two accounts of one person count as two persons. */
const personsUnknown: Planting = () => {
  const known = CAST.map(({ actor }) => ({ actor, personAccountIds: actor.personAccountIds }));
  for (const { actor } of known) Reflect.set(actor, "personAccountIds", undefined);
  return () => {
    for (const { actor, personAccountIds } of known) Reflect.set(actor, "personAccountIds", personAccountIds);
  };
};

/** Each upload counts as a picture of its own. */
const uploadsToldApart: Planting = () => {
  const { shownBy } = PICTURES;
  const first = shownBy[UPLOADED_AGAIN];
  Reflect.deleteProperty(shownBy, UPLOADED_AGAIN);
  return () => Reflect.set(shownBy, UPLOADED_AGAIN, first);
};

const maintainerByHand: Planting = () => {
  const liable = LIABLE as Set<string>;
  liable.delete("maintainer");
  return () => liable.add("maintainer");
};

/** What the parts of a split hold together is allocated at a word. */
const allocatedByHand: Planting = () => {
  const assign = COMPONENT_DECISIONS.ASSIGN_ROLE;
  const atOnce: typeof assign = (component, command, facts) => {
    const joint = holderOn(component, command.role, command.from)?.basis === JOINT;
    return assign(component, command, joint ? { ...facts, byHand: false } : facts);
  };
  Reflect.set(COMPONENT_DECISIONS, "ASSIGN_ROLE", atOnce);
  return () => Reflect.set(COMPONENT_DECISIONS, "ASSIGN_ROLE", assign);
};

/** Who asked may also confirm: the second person is not looked for, and what asks is open to who confirms. */
const byOne = (
  asks: "REQUEST_DANGER_OVER" | "REQUEST_SUSPENSION",
  confirms: "CONFIRM_DANGER_OVER" | "CONFIRM_SUSPENSION",
): Planting =>
  together(looksAway("case", confirms, "SECOND_PERSON_NEEDED"), opensTo("case", asks, "SHIFT_LEAD"));

/** What only a hole that is made safe allows, asked for and confirmed without. */
const holeOverlooked = (...types: readonly CaseCommand["type"][]): Planting =>
  together(...types.map((type) => looksAway("case", type, "DANGER_NOT_MADE_SAFE")));

const A_HOLE_IS_TALKED_AWAY: readonly Plant[] = [
  {
    name: "reporters-photo",
    fault: "the picture of the open hole proves that it is made safe",
    plant: takesAnyPicture("case", "MAKE_SAFE"),
  },
  {
    name: "harmless-at-a-word",
    fault: "one person calls a hole harmless",
    plant: together(
      looksAway("case", "REASSESS_DANGER", "SAME_VALUE"),
      decides("case", "REASSESS_DANGER", reassessedAlone),
    ),
  },
  {
    name: "harmless-by-one",
    fault: "who asks for a danger to be over confirms it",
    plant: byOne("REQUEST_DANGER_OVER", "CONFIRM_DANGER_OVER"),
  },
  {
    name: "harmless-unseen",
    fault: "a danger is over without a picture",
    plant: asksNot("case", "REQUEST_DANGER_OVER", "photo"),
  },
  {
    name: "filed-as-harmless",
    fault: "a reported danger is filed as none",
    plant: decides("case", "FILE", asHarmless),
  },
  {
    name: "safe-unseen",
    fault: "a hole is made safe without a picture",
    plant: asksNot("case", "MAKE_SAFE", "photo"),
  },
  {
    name: "same-picture-again",
    fault: "the same picture, uploaded again, proves a second step",
    plant: uploadsToldApart,
  },
  {
    name: "forced-close-open",
    fault: "a case is forced to close with the hole open",
    plant: holeOverlooked("REQUEST_FORCED_CLOSE", "CONFIRM_FORCED_CLOSE"),
  },
  {
    name: "suspended-open",
    fault: "a case sleeps with the hole open",
    plant: holeOverlooked("REQUEST_SUSPENSION", "CONFIRM_SUSPENSION"),
  },
];

type Decides = (...asked: readonly unknown[]) => unknown;

/** Letters go to the first of those who were named, and nobody else ought to be asked. */
const oneIsEnough = (decide: Decides, inquiry: unknown, args: unknown, facts: unknown) => {
  const { unitIds } = args as { unitIds: readonly string[] };
  return passingOver(decide, inquiry, { ...(args as Args), unitIds: unitIds.slice(0, 1) }, facts);
};
const passingOver = (decide: Decides, inquiry: unknown, args: unknown, facts: unknown) =>
  decide({ ...(inquiry as Inquiry), candidates: [] }, args, { ...(facts as Args), candidates: [] });
const asPublicBody = (decide: Decides, inquiry: unknown, args: unknown, facts: unknown) =>
  decide(inquiry, args, { ...(facts as Args), publicUnitIds: [WATER, DEPARTMENT] });

const OUT_OF_NOTHING: readonly Plant[] = [
  {
    name: "answer-without-letter",
    fault: "the seat answers for a unit without its letter",
    plant: asksNot("inquiry", "ANSWER", "letter"),
  },
  {
    name: "owner-on-hearsay",
    fault: "an owner is confirmed on nothing but the lid or hearsay",
    plant: looksAway("inquiry", "CONFIRM_DETERMINATION", "EVIDENCE_NEEDED"),
  },
  {
    name: "owner-against-its-word",
    fault: "a unit is made owner that denied, withdrew or was never asked",
    plant: together(
      looksAway("inquiry", "CONFIRM_DETERMINATION", "CONVENER_DECIDES", "OWNER_NOT_HEARD"),
      asksNot("inquiry", "CONFIRM_DETERMINATION", "reason", "note"),
    ),
  },
  {
    name: "rival-overruled",
    fault: "a shift lead decides between two claimants",
    plant: looksAway("inquiry", "CONFIRM_DETERMINATION", "CLAIMS_COMPETE"),
  },
  {
    name: "collector-confirms",
    fault: "who collected the evidence confirms the owner",
    plant: looksAway("inquiry", "CONFIRM_DETERMINATION", "CONFIRMER_INVOLVED"),
  },
  ...(
    [
      ["backstop-unanswered", "while letters wait for an answer", "CONSULTATION_OPEN"],
      ["backstop-unseen", "without a survey", "SURVEY_MISSING"],
      ["backstop-unchecked", "without a parcel check", "PARCEL_CHECK_MISSING"],
      ["backstop-private", "on private premises", "PREMISES_ARE_PRIVATE"],
      ["backstop-unannounced", "without a notice", "NOTICE_NOT_OVER"],
      ["backstop-claimed", "while somebody claims it", "CLAIMS_COMPETE"],
      ["backstop-unvisited", "while a unit still wants to look at it", "SITE_VISIT_OPEN"],
    ] as const
  ).map(([name, how, reason]) => ({
    name,
    fault: `a backstop is signed ${how}`,
    plant: looksAway("inquiry", "SIGN_BACKSTOP", reason),
  })),
  {
    name: "round-of-one",
    fault: "one of the likely owners is asked, and the backstop passes over the others",
    plant: together(
      decides("inquiry", "SEND_LETTERS", oneIsEnough),
      ...(["PUBLISH_NOTICE", "PROPOSE_BACKSTOP", "SIGN_BACKSTOP"] as const).map((name) =>
        looksAway("inquiry", name, "ROUND_SHORT"),
      ),
      ...(["PUBLISH_NOTICE", "PROPOSE_BACKSTOP", "SIGN_BACKSTOP"] as const).map((name) =>
        decides("inquiry", name, passingOver),
      ),
    ),
  },
  {
    name: "left-out-unsaid",
    fault: "the seat passes over a likely owner without a word",
    plant: decides("inquiry", "SEND_LETTERS", (decide, inquiry, args, facts) =>
      decide(
        inquiry,
        { reasonCode: "OTHER", ...(args as Args) },
        { ...(facts as Args), notes: { x: WORDS } },
      ),
    ),
  },
  {
    name: "parcel-against-the-map",
    fault: "the ground is called private outside of any compound, without a word",
    plant: decides("inquiry", "CHECK_PARCEL", (decide, inquiry, args, facts) =>
      decide(inquiry, args, { ...(facts as Args), premises: null }),
    ),
  },
  {
    name: "emergency-unsaid",
    fault: "an emergency without a word stands in for the notice",
    plant: asksNot("inquiry", "PROPOSE_BACKSTOP", "explanation"),
  },
  {
    name: "custodian-unsigned",
    fault: "a company is made custodian without having signed",
    plant: together(
      decides("inquiry", "PROPOSE_BACKSTOP", asPublicBody),
      decides("inquiry", "SIGN_BACKSTOP", asPublicBody),
    ),
  },
  {
    name: "backstop-by-one",
    fault: "who proposes a backstop signs it",
    plant: together(
      looksAway("inquiry", "SIGN_BACKSTOP", "SIGNER_PROPOSED"),
      opensTo("inquiry", "SIGN_BACKSTOP", "SHIFT_LEAD", "SEAT_OPERATOR"),
    ),
  },
];

const ONE_UNDOES_WHAT_TWO_DID: readonly Plant[] = [
  {
    name: "one-person-two-accounts",
    fault: "two accounts of one person count as two",
    plant: personsUnknown,
  },
  {
    name: "void-by-one",
    fault: "who asks for a void confirms it",
    plant: looksAway("case", "CONFIRM_VOID", "SECOND_PERSON_NEEDED"),
  },
  {
    name: "suspension-by-one",
    fault: "who asks for a suspension confirms it",
    plant: byOne("REQUEST_SUSPENSION", "CONFIRM_SUSPENSION"),
  },
  {
    name: "owner-by-one",
    fault: "who proposes an owner confirms it",
    plant: looksAway("inquiry", "CONFIRM_DETERMINATION", "SECOND_PERSON_NEEDED"),
  },
  {
    name: "private-by-one",
    fault: "who proposes private premises confirms them",
    plant: looksAway("inquiry", "CONFIRM_PRIVATE", "SECOND_PERSON_NEEDED"),
  },
  {
    name: "disclaimed-by-one",
    fault: "who enters an owner's error confirms it",
    plant: looksAway("inquiry", "CONFIRM_DISCLAIMER", "SECOND_PERSON_NEEDED"),
  },
  {
    name: "retired-by-one",
    fault: "one person retires a component",
    plant: decidesOnComponent("RETIRE", { byHand: false }),
  },
  {
    name: "hidden-by-one",
    fault: "one person hides a component from its units",
    plant: decidesOnComponent("RECLASSIFY", { byHand: false }),
  },
];

const LATENESS_AND_SILENCE: readonly Plant[] = [
  {
    name: "guarded-from-now",
    fault: "calling it a danger once more begins its clocks anew",
    plant: together(
      looksAway("case", "REASSESS_DANGER", "SAME_VALUE"),
      decides("case", "REASSESS_DANGER", clocksAnew),
    ),
  },
  {
    name: "whole-limit-again",
    fault: "a repair that was late has its whole limit again after a suspension",
    plant: decides("case", "RESUME", wholeLimitAgain),
  },
  {
    name: "nobody-comes",
    fault: "nothing follows when nobody comes to a hole",
    plant: silences("case", "CASE_ESCALATED"),
  },
  {
    name: "unfiled-for-ever",
    fault: "a danger that nobody files is not filed by itself",
    plant: forgets("case", "FILE_BY_ITSELF"),
  },
  {
    name: "street-sent-home",
    fault: "a case that is handed over sends home who acts at a late hole",
    plant: decides("case", "HAND_OVER", nobodyStays),
  },
  {
    name: "clockless-inquiry",
    fault: "inquiries wait without a clock",
    plant: forgets("inquiry", "KEEP_CLOCK"),
  },
  {
    name: "clockless-case",
    fault: "what waits for a decision at the desk has no clock",
    plant: forgets("case", "KEEP_CLOCK"),
  },
];

const OVERWRITTEN: readonly Plant[] = [
  {
    name: "allocated-by-one",
    fault: "one seat says which part of a split unit owns it",
    plant: allocatedByHand,
  },
  { name: "maintainer-by-hand", fault: "one seat names who maintains it", plant: maintainerByHand },
  {
    name: "corrected-unheard",
    fault: "who loses days that are over is not heard",
    plant: looksAway("inquiry", "CONFIRM_DETERMINATION", "HEARING_OPEN"),
  },
  {
    name: "maintainer-unheard",
    fault: "who maintained it loses days that are over without having been heard",
    plant: decidesOnComponent("CONFIRM_ROLE", { now: "2099-01-01T00:00:00.000Z" }),
  },
];

export const PLANTS: readonly Plant[] = [
  ...A_HOLE_IS_TALKED_AWAY,
  ...OUT_OF_NOTHING,
  ...ONE_UNDOES_WHAT_TWO_DID,
  ...UNDONE_BY_ONE,
  ...LATENESS_AND_SILENCE,
  ...OVERWRITTEN,
  ...ENDINGS_THAT_LEAVE,
];
