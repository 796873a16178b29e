import { PhotoIds, ShortText } from "../../arguments.ts";
import { dayOf } from "../../clocks/working-time.ts";
import { refuse, type Refusal } from "../../decision.ts";
import { inquiryCommand, inquiryEvent, oneInquiryEvent, type InquiryFacts } from "../declare.ts";
import { nothingProposed, proposed, roundFinished, roundWhole } from "../guards.ts";
import { openClaims, type Inquiry } from "../state.ts";
import { ASKING, SEAT } from "../steps.ts";
import { onTheMap } from "../whom-to-ask.ts";

/**
 * 废弃封填: the shaft is dead, it is filled and its lid closed for good (docs/domain.md#d14). The danger is filling a live line, so
 * nobody may still want to look, gas and power must have spoken, and two persons answer for it. The point stays on the map.
 */
export const proposeSealing = inquiryCommand("PROPOSE_SEALING", {
  args: { material: ShortText, photoIds: PhotoIds },
  from: ASKING,
  roles: ["STREET_DEPT", ...SEAT],
  needs: [{ need: "photo" }, { need: "note" }],
  guard: (inquiry) => sealable(inquiry) ?? nothingProposed(inquiry),
  decide: (inquiry, { material, photoIds }, facts) =>
    lineInTheWay(inquiry, facts) ??
    oneInquiryEvent("SEALING_PROPOSED", { material, photoIds, byAccountId: facts.actor.accountId }),
});

export const confirmSealing = inquiryCommand("CONFIRM_SEALING", {
  args: {},
  from: ASKING,
  roles: ["CONVENER"],
  needs: [{ need: "second person" }],
  guard: (inquiry, actor) => proposed(inquiry, actor, "SEALING", "SECOND_PERSON_NEEDED") ?? sealable(inquiry),
  decide: (inquiry, _args, facts) => {
    if (inquiry.proposal?.kind !== "SEALING") return refuse("NO_PROPOSAL");
    const inTheWay = lineInTheWay(inquiry, facts);
    if (inTheWay) return inTheWay;
    const { material, photoIds, byAccountId: proposedBy } = inquiry.proposal;
    const caught =
      inquiry.backstop?.endedOn === null
        ? [inquiryEvent("BACKSTOP_ENDED", { on: dayOf(facts.now), ownerUnitId: null })]
        : [];
    const signedBy = facts.actor.accountId;
    return {
      events: [
        inquiryEvent("SHAFT_SEALED", { material, photoIds: [...photoIds], proposedBy, signedBy }),
        ...caught,
      ],
    };
  },
});

function sealable(inquiry: Inquiry): Refusal | null {
  if (openClaims(inquiry).length > 0) return { reason: "CLAIMS_COMPETE" };
  const unfinished = roundFinished(inquiry);
  if (unfinished) return unfinished;
  if (!inquiry.survey) return { reason: "SURVEY_MISSING" };
  const said = lastWords(inquiry);
  if (said.some(({ answer }) => answer === "NEED_SITE_VISIT")) return { reason: "VISIT_OUTSTANDING" };
  // Either all have written that no line of theirs is in it, or everybody could have said so in a notice.
  return said.every(({ answer }) => answer === "DENY") || inquiry.notice?.endedAt
    ? null
    : { reason: "NOTICE_NOT_OVER" };
}

/** Somebody's line runs there by the map and nobody has asked it, or a line that kills is silent. */
function lineInTheWay(inquiry: Inquiry, facts: InquiryFacts): { readonly refused: Refusal } | null {
  const short = roundWhole(inquiry, onTheMap(facts.candidates));
  if (short) return { refused: short };
  return silentLine(inquiry, facts) ? refuse("LIVE_LINE_SILENT") : null;
}

/** Gas or power that was asked and never answered: silence is no proof of a dead line. */
function silentLine(inquiry: Inquiry, { liveLineUnits }: InquiryFacts): boolean {
  return lastWords(inquiry).some(
    ({ unitId, answer }) => liveLineUnits.includes(unitId) && (answer === null || answer === "NO_REPLY"),
  );
}

/** What each unit that was ever asked said last. */
function lastWords({ letters }: Inquiry): Inquiry["letters"] {
  return letters.filter((letter) => letters.findLast(({ unitId }) => unitId === letter.unitId) === letter);
}
