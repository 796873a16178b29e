import { dayOf } from "../../../server/domain/clocks/working-time.ts";
import { holderOn } from "../../../server/domain/component/state.ts";
import { openClaims, unanswered, visitsOpen, type Inquiry } from "../../../server/domain/inquiry/state.ts";
import type { InquiryEvent } from "../../../server/domain/inquiry/events.ts";
import { DEPARTMENT } from "../cast.ts";
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
  {
    name: "guard 3: nobody who ought to be asked is left out without a reason in words",
    broken: (step) =>
      first(onInquiries(step, "UNITS_LEFT_OUT"), ({ data }) =>
        data.reasonCode && !unsaid(step, "UNITS_LEFT_OUT") ? null : "a likely owner is passed over unsaid",
      ),
  },
  {
    // The map of this street shows no compound at the point.
    name: "guard 3: ground is other than the map says only for a reason in words",
    broken: (step) =>
      first(onInquiries(step, "PARCEL_CHECKED"), ({ data }) =>
        data.result === "PUBLIC" || (data.reasonCode && !unsaid(step, "PARCEL_CHECKED"))
          ? null
          : "private outside of any compound, unsaid",
      ),
  },
  {
    name: "guard 3: an emergency is said in words",
    broken: (step) =>
      first(onInquiries(step, "BACKSTOP_PROPOSED"), ({ data }) =>
        data.emergencyReason && unsaid(step, "BACKSTOP_PROPOSED") ? "an emergency of no words" : null,
      ),
  },
  {
    name: "guard 3: a custodian is a public body or has signed",
    broken: (step) =>
      first(
        [...onInquiries(step, "BACKSTOP_PROPOSED"), ...onInquiries(step, "BACKSTOP_SIGNED")],
        ({ data: { custodianUnitId, photoIds = [] } }) =>
          custodianUnitId === DEPARTMENT || photoIds.length > 0 ? null : "a company keeps it unasked",
      ),
  },
];

/** Fewer letters say nothing. */
const SAID = 10;

/** In words, beside the event in which something was set aside. */
function unsaid({ outcomes }: Step, kind: InquiryEvent["kind"]): boolean {
  const { notes = {} } = outcomes.find(({ event }) => event.kind === kind)?.event ?? {};
  return !Object.values(notes).some((text) => text.trim().length >= SAID);
}

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
  // What nobody may know of is announced nowhere; its letters went on paper.
  if (component?.restricted) return null;
  return inquiry.notice?.endedAt || emergency !== null ? null : "no notice was given";
}

function unasked({ candidates, letters, claims, leftOut = [] }: Inquiry, gone: boolean): boolean {
  const known = new Set([...letters, ...claims, ...leftOut].map(({ unitId }) => unitId));
  return candidates.length === 0 || (!gone && candidates.some(({ unitId }) => !known.has(unitId)));
}
