import { addDays, dayOf } from "../../../server/domain/clocks/working-time.ts";
import { openClaims, type Inquiry } from "../../../server/domain/inquiry/state.ts";
import { mapAgainst } from "../../../server/domain/inquiry/premises.ts";
import { doubts } from "../../../server/domain/inquiry/proof.ts";
import type { Actor, DenialReason } from "../../../server/domain/names.ts";
import { inOffice, later } from "./cast.ts";
import type { Stage, Story } from "./stage.ts";

/** How an ownerless component's search ends. */
export type Ending = "CLAIMED" | "SURVEYED" | "PRIVATE" | "BACKSTOP" | "LATE_CLAIM";

const DENIALS: readonly DenialReason[] = [
  "NOT_ON_OUR_MAP",
  "NOT_ON_OUR_MAP",
  "OTHER_UNITS_LINE",
  "NOT_OUR_KIND",
  "HANDED_OVER",
];

/** What a unit's letter is, by what it says. */
const PAPER = { CLAIM: "WRITTEN_ADMISSION", DENY: "WRITTEN_DENIAL", NEED_SITE_VISIT: "PHOTO" } as const;

/** The ownership track: answers, then determination, or the spot, the notice and the backstop. */
export function* search(
  stage: Stage,
  id: string,
  from: string,
  trueOwner: Actor | null,
  ending: Ending,
): Story {
  const { chronicle, cast, dice } = stage;
  const inquiry = () => chronicle.dossier.inquiries.find((known) => known.id === id) as Inquiry;
  yield* answerLetters(stage, id, from, ending === "CLAIMED" ? trueOwner : null);
  // By then silence has ended the consultation by itself, whichever clock it had.
  const asked = inOffice(later(from, 4.5 * 1440));
  yield asked;
  const claim = openClaims(inquiry())[0];
  if (claim) return yield* determine(stage, id, inOffice(later(asked, dice.integer(20, 300))), claim.unitId);
  const surveyed = inOffice(later(asked, dice.integer(60, 400)));
  yield surveyed;
  if (inquiry().state !== "SITE_SURVEY") return;
  const observation = {
    lettering: dice.pick(["污", "雨", "电", "信", "无", "模糊"]),
    shaftContents: dice.pick(["污水", "雨水", "电缆", "光缆", "干井", "不明"]),
    ringFit: dice.chance(0.8) ? "FITS" : "MISFIT",
    diameterMm: dice.pick([600, 700, 800]),
  };
  chronicle.onInquiry(surveyed, cast.grid, id, {
    type: "RECORD_SITE_SURVEY",
    photoIds: [stage.photo()],
    observation,
  });
  const checked = inOffice(later(surveyed, 90));
  yield checked;
  checkParcel(stage, id, checked, ending === "PRIVATE" ? "PRIVATE" : "PUBLIC");
  const decided = inOffice(later(checked, dice.integer(120, 700)));
  if (ending === "SURVEYED" && trueOwner?.unitId)
    return yield* determine(stage, id, decided, trueOwner.unitId);
  if (ending !== "PRIVATE")
    return yield* backstop(stage, id, decided, ending === "LATE_CLAIM" ? trueOwner : null);
  yield decided;
  chronicle.onInquiry(decided, cast.seat, id, { type: "PROPOSE_PRIVATE", areaId: null, managerUnitId: null });
  const confirmed = inOffice(later(decided, 200));
  yield confirmed;
  chronicle.onInquiry(confirmed, cast.lead, id, { type: "CONFIRM_PRIVATE" });
}

/** Whose ground it is; what the map says otherwise is answered with a reason (docs/domain.md#guard-3). */
function checkParcel({ chronicle, cast }: Stage, id: string, at: string, result: "PUBLIC" | "PRIVATE"): void {
  const areaId = result === "PRIVATE" ? (chronicle.premises[0]?.id ?? null) : null;
  const against = mapAgainst({ result, areaId }, chronicle.premises);
  const answered = {
    INSIDE: {
      reasonCode: "PUBLIC_ROAD_INSIDE",
      notes: { reason: "位于小区内的市政通道上，路面由街道养护，已向社区核实。" },
    },
    OUTSIDE: {
      reasonCode: "COMPOUND_UNMAPPED",
      notes: { reason: "位于新建小区围墙内，地图尚未更新，现场照片已存。" },
    },
  } as const;
  chronicle.onInquiry(at, cast.seat, id, {
    type: "CHECK_PARCEL",
    result,
    areaId,
    ...(against && answered[against]),
  });
}

/** Units with an account answer for themselves; of the others some send paper, which the seat records, and some nothing. */
export function* answerLetters(
  stage: Stage,
  id: string,
  from: string,
  ...claimants: readonly (Actor | null)[]
): Story {
  const { chronicle, cast, dice } = stage;
  const waiting = () =>
    chronicle.dossier.inquiries
      .find((known) => known.id === id)
      ?.letters.filter((letter) => letter.answer === null) ?? [];
  let time = later(from, 8);
  for (const { unitId } of waiting()) {
    const actor = cast.units.get(unitId);
    const claims = claimants.some((claimant) => claimant?.unitId === unitId);
    if (!claims && dice.chance(actor ? 0.25 : 0.6)) continue;
    time = later(time, dice.integer(6, 40));
    yield time;
    if (!waiting().some((letter) => letter.unitId === unitId)) continue;
    const answer = claims ? "CLAIM" : dice.chance(0.07) ? "NEED_SITE_VISIT" : "DENY";
    const reasonCode = answer === "DENY" ? dice.pick(DENIALS) : null;
    chronicle.onInquiry(time, actor ?? cast.seat, id, {
      type: "ANSWER",
      unitId,
      answer,
      reasonCode,
      // docs/domain.md#d28: what the seat enters is taken from the unit's letter.
      evidence: actor ? [] : [{ kind: PAPER[answer], photoIds: [stage.photo()] }],
    });
  }
}

/**
 * Somebody checks the map, the seat proposes, the lead confirms: three persons (docs/domain.md#guard-4). Against the unit's own word,
 * or unheard on the paper by which it was handed over, the convener decides and says why.
 */
function* determine(stage: Stage, id: string, at: string, unitId: string): Story {
  const { chronicle, cast, dice } = stage;
  yield at;
  const now = () => chronicle.dossier.inquiries.find((known) => known.id === id);
  const before = now();
  const unheard = before !== undefined && doubts(before, unitId).includes("NOT_HEARD");
  const observation = { distanceCm: dice.integer(10, 180) };
  chronicle.onInquiry(at, cast.grid, id, {
    type: "ADD_EVIDENCE",
    kind: unheard ? "HANDOVER_DOCUMENT" : "PIPE_MAP",
    unitId,
    direction: "FOR",
    photoIds: [stage.photo()],
    observation: unheard ? {} : observation,
  });
  const proposed = inOffice(later(at, dice.integer(30, 200)));
  yield proposed;
  chronicle.onInquiry(proposed, cast.seat, id, {
    type: "PROPOSE_DETERMINATION",
    unitId,
    from: dayOf(proposed),
  });
  const confirmed = inOffice(later(proposed, dice.integer(60, 900)));
  yield confirmed;
  const inquiry = now();
  if (inquiry?.proposal?.kind !== "DETERMINATION") return;
  const against = doubts(inquiry, unitId);
  const contested = openClaims(inquiry).some((claim) => claim.unitId !== unitId);
  chronicle.onInquiry(confirmed, contested || against.length > 0 ? cast.convener : cast.lead, id, {
    type: "CONFIRM_DETERMINATION",
    ...(against.length > 0 && {
      reasonCode: against.includes("NOT_HEARD")
        ? "HANDED_OVER_ON_PAPER"
        : against.includes("DENIED")
          ? "DENIAL_UNFOUNDED"
          : "PAPERS_PROVE",
      notes: { reason: "现场会商核对管线图与移交资料，认定由该单位负责。" },
    }),
  });
}

function* backstop(stage: Stage, id: string, at: string, lateClaimant: Actor | null): Story {
  const { chronicle, cast, dice } = stage;
  yield at;
  chronicle.onInquiry(at, cast.seat, id, { type: "PUBLISH_NOTICE", channel: "现场与街道网站" });
  const over = later(at, 16 * 1440);
  yield over;
  const proposal = chronicle.dossier.inquiries.find((known) => known.id === id)?.proposal;
  if (proposal?.kind !== "BACKSTOP") return;
  const signed = inOffice(later(over, dice.integer(30, 2000)));
  yield signed;
  chronicle.onInquiry(signed, cast.convener, id, { type: "SIGN_BACKSTOP" });
  if (dice.chance(0.8)) {
    const review = inOffice(later(signed, dice.integer(20, 28) * 1440));
    yield review;
    chronicle.onInquiry(review, cast.auditor, id, {
      type: "REVIEW_BACKSTOP",
      outcome: "CONTINUE",
      nextReviewOn: addDays(dayOf(review), 180),
    });
  }
  if (!lateClaimant?.unitId) return;
  const claimed = inOffice(later(signed, dice.integer(40, 90) * 1440));
  yield claimed;
  const evidence = [{ kind: "AS_BUILT_DRAWING" as const, photoIds: [stage.photo()] }];
  chronicle.onInquiry(claimed, lateClaimant, id, {
    type: "ANSWER",
    unitId: lateClaimant.unitId,
    answer: "CLAIM",
    reasonCode: null,
    evidence,
  });
  yield* determine(stage, id, inOffice(later(claimed, 500)), lateClaimant.unitId);
}
