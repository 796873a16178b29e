import { unitsBeside } from "../../server/domain/case/assignments.ts";
import { caseOpen, openDanger, type CaseFile } from "../../server/domain/case/state.ts";
import { dayOf } from "../../server/domain/clocks/working-time.ts";
import { holderOn } from "../../server/domain/component/state.ts";
import { running, type Deadline } from "../../server/domain/clocks/deadline.ts";
import { inBackstop, inquiryOpen } from "../../server/domain/inquiry/state.ts";
import { canonical, hashOf } from "./canonical.ts";
import { DEPARTMENT } from "./cast.ts";
import type { Life } from "./life.ts";
import { happen, typeOf } from "./moves.ts";
import type { Offers } from "./offers.ts";
import { pursue, type Aim } from "./pursue.ts";

/**
 * Always in the end. With people doing nothing, time alone comes to rest where every matter that is still open stands on somebody's
 * list: with a clock that ran out and is not met (what is overdue leads every list and was escalated when it ran out), or with one
 * that time goes on winding (reviews). With people willing, everything can be ended.
 */
export class Ends {
  readonly #offers: Offers;
  readonly #rests = new Set<number>();
  readonly #endable = new Set<number>();
  readonly #endless = new Set<number>();

  constructor(offers: Offers) {
    this.#offers = offers;
  }

  /** What is wrong with where time alone leads; null where nothing is. */
  rest(life: Life, at: number): string | null {
    const passed: number[] = [];
    let present = life;
    let hash = at;
    for (let n = 0; n < MOST_CLOCKS && !this.#rests.has(hash); n++) {
      passed.push(hash);
      const step = happen(present, TIME);
      if (!step) {
        const wrong = restless(present);
        if (wrong) return wrong;
        break;
      }
      present = step.after;
      hash = hashOf(canonical(present));
    }
    for (const known of passed) this.#rests.add(known);
    return null;
  }

  /** What cannot be ended by anybody, as far as those who know the way get; null where everything can. */
  endable(life: Life, hash: number): string | null {
    if (hash % ONE_OF !== 0 || this.#endable.has(hash)) return null;
    if (this.#endless.has(hash)) return ENDLESS;
    // What asks again about a thing that has its owner may find nothing new; then the question is taken back.
    const owned = ownerHolds(life);
    const aim: Aim = {
      steps: TO_THE_END,
      not: (move) => !owned && typeOf(move) === "WITHDRAW",
      reached: (present, at) => this.#endable.has(at) || openMatters(present) === 0,
    };
    const there = pursue(life, this.#offers, aim, FEW_LIVES) ?? pursue(life, this.#offers, aim, MANY_LIVES);
    if (!there) {
      this.#endless.add(hash);
      return ENDLESS;
    }
    for (const passed of there.passed) this.#endable.add(passed);
    return null;
  }
}

const TIME = { kind: "time" } as const;
const MOST_CLOCKS = 80;
/** The way to the end costs as much as all other questions together, and neighbours share it: every third state is asked. */
const ONE_OF = 3;
/** Most ends are near. Only what looks endless is gone into for long, so that nothing is called so for want of patience. */
const FEW_LIVES = 300;
const MANY_LIVES = 6000;
const ENDLESS = "nothing that anybody does ends it";

/** What ends a matter first, then what leads there. */
const TO_THE_END: readonly string[] =
  `CLOSE CONFIRM_FORCED_CLOSE PASS_CHECK REPAIR MAKE_SAFE FILE DISPATCH RESUME RECORD_VERIFICATION
   CONFIRM_DETERMINATION SIGN_BACKSTOP CONFIRM_PRIVATE CONFIRM_WITHDRAWAL CONFIRM_REOPENING CONFIRM_DISCLAIMER CONFIRM_SEALING COURT_DECIDED PROPOSE_DETERMINATION ADD_EVIDENCE REJECT_CLAIM WITHDRAW_CLAIM
   REFUSE_PROPOSAL END_CONSULTATION RECORD_SITE_SURVEY CHECK_PARCEL PROPOSE_BACKSTOP PUBLISH_NOTICE SEND_LETTERS ANSWER
   REQUEST_FORCED_CLOSE REFUSE_REQUEST WITHDRAW time`.split(/\s+/);

/** In its hands, or beside the unit that says it comes. */
function streetIsThere(file: CaseFile): boolean {
  return file.unitId === DEPARTMENT || file.substituteHandling || unitsBeside(file).includes(DEPARTMENT);
}

function ownerHolds({ dossier: { component }, now }: Life): boolean {
  return component !== null && holderOn(component, "owner", dayOf(now)) !== undefined;
}

function openMatters({ dossier }: Life): number {
  return dossier.cases.filter(caseOpen).length + dossier.inquiries.filter(inquiryOpen).length;
}

/** Where no clock is left to run out: what waits on nobody's list. */
function restless({ dossier }: Life): string | null {
  const { roleProposal, changeProposal } = dossier.component ?? {};
  for (const proposal of [roleProposal, changeProposal])
    if (proposal && !proposal.dueAt) return "a change of the register waits, and nobody knows until when";
  const listed = (deadlines: readonly Deadline[]) => deadlines.some(running);
  for (const [n, file] of dossier.cases.entries()) {
    if (!caseOpen(file)) continue;
    if (!listed(file.deadlines)) return `case ${n + 1} waits (${file.state}) without a clock`;
    if (openDanger(file) && !streetIsThere(file))
      return `case ${n + 1}: the hole stays open (${file.state}), and the street does not come in the owner's place`;
  }
  for (const inquiry of dossier.inquiries)
    if ((inquiryOpen(inquiry) || inBackstop(inquiry)) && !listed(inquiry.deadlines))
      return `the inquiry waits (${inquiry.state}${inquiry.proposal ? `, ${inquiry.proposal.kind} proposed` : ""}) without a clock`;
  return null;
}
