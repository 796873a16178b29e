import { dayOf } from "../../../server/domain/clocks/working-time.ts";
import { holderOn } from "../../../server/domain/component/state.ts";
import { openClaims, unanswered, visitsOpen, type Inquiry } from "../../../server/domain/inquiry/state.ts";
import type { Step } from "../life.ts";
import { first, inquiryOf, onInquiries, type Never } from "./never.ts";

/** The backstop comes last. */
export const BACKSTOP: readonly Never[] = [
  {
    name: "guard 3: a backstop only after round, survey, parcel check and notice",
    broken: (step) =>
      first(onInquiries(step, "BACKSTOP_SIGNED"), ({ id }) => {
        const inquiry = inquiryOf(step.before, id);
        return inquiry ? unready(inquiry, step) : null;
      }),
  },
  {
    name: "guard 3: a survey says or shows something",
    broken: (step) =>
      first(onInquiries(step, "SITE_SURVEYED"), ({ data }) =>
        data.photoIds.length === 0 && Object.keys(data.observation).length === 0 ? "an empty survey" : null,
      ),
  },
];

/** A word is no emergency. */
const SAID = 10;

function unready(inquiry: Inquiry, { before, after }: Step): string | null {
  const { proposal } = inquiry;
  const emergency = proposal?.kind === "BACKSTOP" ? (proposal.emergencyReason ?? null) : null;
  const overridden = proposal?.kind === "BACKSTOP" && proposal.overridesPrivate;
  const { component } = before.dossier;
  if (component && holderOn(component, "owner", dayOf(after.now))) return "it has an owner";
  if (inquiry.round === 0) return "nobody was asked";
  if (unanswered(inquiry).length > 0) return "a letter waits for its answer";
  if (openClaims(inquiry).length > 0) return "somebody claims it";
  if (unasked(inquiry, before.gone)) return "a likely owner was not asked";
  if (visitsOpen(inquiry).length > 0) return "a unit still wants to look at it";
  if (!inquiry.survey) return "nobody was on the spot";
  if (!inquiry.parcelCheck) return "nobody looked whose ground it is";
  if (inquiry.parcelCheck.result === "PRIVATE" && !overridden) return "it is private";
  if (inquiry.notice?.endedAt || (emergency !== null && emergency.trim().length >= SAID)) return null;
  return emergency === null
    ? "no notice was given"
    : `no notice was given, and the emergency is "${emergency}"`;
}

function unasked({ candidates, letters }: Inquiry, gone: boolean): boolean {
  return (
    candidates.length === 0 ||
    (!gone && candidates.some(({ unitId }) => !letters.some((letter) => letter.unitId === unitId)))
  );
}
