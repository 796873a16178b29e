import { dayOf } from "../../../server/domain/clocks/working-time.ts";
import { holderOn, type Component, type RoleInterval } from "../../../server/domain/component/state.ts";
import { openClaims, type EvidenceItem, type Inquiry } from "../../../server/domain/inquiry/state.ts";
import { COMPONENT_ROLES, EVIDENCE_WEIGHT, type Day, type Instant } from "../../../server/domain/names.ts";
import { HEIR, onePerson, POWER } from "../cast.ts";
import type { Life, Step } from "../life.ts";
import { first, inquiryOf, onInquiries, type Never } from "./never.ts";

/** Below this, evidence is a hint (what the lid says, what somebody remembers). */
const SAYS_SOMETHING = 50;
/** Roles that carry liability. */
const LIABLE = ["owner", "interim_custodian", "maintainer"] as const;
const GIVES_ROLES =
  /^(OWNER_DETERMINED|OWNERSHIP_DISCLAIMED|HOLDER_SUCCEEDED|BACKSTOP_SIGNED|BACKSTOP_ENDED|PRIVATE_CONFIRMED)$|SEAL|CORRECT|HANDOVER|HANDED/;

/** Nothing is owned without proof, and who was responsible is never overwritten. */
export const OWNERS: readonly Never[] = [
  {
    name: "guard 4: an owner is confirmed on evidence that says something, by somebody uninvolved",
    broken: (step) =>
      first(onInquiries(step, "OWNER_DETERMINED"), ({ id, data: { unitId } }) => {
        const inquiry = inquiryOf(step.before, id);
        return inquiry ? unproven(inquiry, unitId, step) : null;
      }),
  },
  {
    name: "guard 4: nobody is made owner against its word",
    broken: (step) =>
      first(onInquiries(step, "OWNER_DETERMINED"), ({ id, data: { unitId } }) => {
        const inquiry = inquiryOf(step.before, id);
        return inquiry && step.actor.role !== "CONVENER" ? unheard(inquiry, unitId) : null;
      }),
  },
  {
    name: "guard 4: what is entered for a unit has its letter",
    broken: (step) =>
      first(onInquiries(step, "ANSWER_RECORDED"), ({ id, data: { onBehalf, unitId } }) => {
        if (!onBehalf) return null;
        const letter = onInquiries(step, "EVIDENCE_ADDED").some(
          ({ id: of, data }) => of === id && data.unitId === unitId && data.photoIds.length > 0,
        );
        return letter ? null : "an answer in a unit's name without its letter";
      }),
  },
  {
    name: "guard 5: one holder a day",
    broken: ({ after }) => {
      const { component } = after.dossier;
      if (!component) return null;
      return first(COMPONENT_ROLES, (role) => overlap(component, role));
    },
  },
  {
    name: "guard 5: no owner and custodian at once",
    broken: ({ before, after }) => {
      const today = dayOf(after.now);
      if (before.dossier.component === after.dossier.component || !after.dossier.component) return null;
      const both = (component: Component) =>
        holderOn(component, "owner", today) !== undefined &&
        holderOn(component, "interim_custodian", today) !== undefined;
      return both(after.dossier.component) ? "an owner and a custodian answer for the same day" : null;
    },
  },
  {
    name: "a role changes only by a decision",
    broken: ({ before, actor, outcomes }) => {
      const byHand = before.dossier.component?.roleProposal;
      const agreed = byHand !== undefined && byHand !== null && !onePerson(actor, byHand.byAccountId);
      return first(outcomes, ({ stream, event, cause }) => {
        if (stream !== "component" || (event.kind !== "ROLE_ASSIGNED" && event.kind !== "ROLE_ENDED"))
          return null;
        if (!LIABLE.some((role) => role === event.data.role)) return null;
        const decision = cause === null ? null : outcomes[cause]?.event.kind;
        const decided = decision ? GIVES_ROLES.test(decision) : agreed;
        return decided ? null : `${event.kind} (${event.data.role}) by nobody's decision`;
      });
    },
  },
  {
    name: "guard 5: nobody loses days that are over unheard",
    broken: ({ before, after, outcomes }) =>
      first(outcomes, ({ event }) =>
        event.kind !== "ROLE_CORRECTED"
          ? null
          : first(event.data.taken, ({ unitId }) =>
              // Who is no more without an heir is heard by nobody.
              (before.gone && unitId === POWER) ||
              heardByHand(before, unitId, after.now) ||
              before.dossier.inquiries.some(({ letters }) =>
                letters.some(
                  (letter) =>
                    letter.about === "CORRECTION" && letter.unitId === unitId && letter.answer !== null,
                ),
              )
                ? null
                : "corrected without having asked whose days they were",
            ),
      ),
  },
  {
    name: "who was responsible on a day that is over stays so, unless a correction names him",
    broken: (step) => {
      const { before, after } = step;
      const was = before.dossier.component;
      const is = after.dossier.component;
      if (!was || !is || was.roles === is.roles) return null;
      const corrected = step.outcomes.some(({ event }) => event.kind.includes("CORRECT"));
      return corrected ? null : first(was.roles, (held) => forgotten(held, is, dayOf(after.now)));
    },
  },
];

/**
 * It was asked about what a person had proposed, and has answered or let its time pass. Who is no more is heard through its heir, and
 * where there is none there is nobody to hear (docs/domain.md#d4).
 */
function heardByHand({ dossier, gone }: Life, unitId: string, now: Instant): boolean {
  const asked = dossier.component?.roleProposal?.correction;
  if (!asked) return false;
  const who = gone && unitId === POWER ? HEIR : unitId;
  if (who === HEIR && !asked.asked.includes(HEIR)) return true;
  if (!asked.asked.includes(who)) return false;
  const silent = now >= asked.until && !dossier.component?.restricted;
  return silent || asked.heard.some((known) => known.unitId === who);
}

function unproven(inquiry: Inquiry, unitId: string, { actor }: Step): string | null {
  const inFavour = inquiry.evidence.filter((item) => item.direction === "FOR" && item.unitId === unitId);
  if (!inFavour.some(saysSomething)) return "an owner on hearsay";
  if (inFavour.some((item) => onePerson(actor, item.byAccountId)))
    return "confirmed by who collected the evidence";
  const claimed = inquiry.claims.some(
    (claim) => claim.unitId === unitId && onePerson(actor, claim.byAccountId),
  );
  return claimed ? "confirmed by who claimed it" : null;
}

/** More than a hint: a paper, or a fact of the ground. */
function saysSomething({ kind }: EvidenceItem): boolean {
  return EVIDENCE_WEIGHT[kind] >= SAYS_SOMETHING;
}

function unheard(inquiry: Inquiry, unitId: string): string | null {
  const claims = inquiry.claims.filter((claim) => claim.unitId === unitId);
  if (openClaims(inquiry).some((claim) => claim.unitId !== unitId)) return "another claims it, too";
  if (claims.some(({ status }) => status === "OPEN")) return null;
  const last = claims.at(-1)?.status;
  if (last === "WITHDRAWN" || last === "REJECTED") return `its claim was ${last}`;
  const letter = inquiry.letters.findLast((sent) => sent.unitId === unitId);
  if (letter?.answer === "DENY") return "it had denied";
  if (claims.length === 0 && letter?.answer === "NO_REPLY") return "it had said nothing";
  return letter ? null : "it was never asked";
}

function overlap({ roles }: Component, role: RoleInterval["role"]): string | null {
  const periods = roles.filter((held) => held.role === role).sort((a, b) => (a.from < b.from ? -1 : 1));
  return first(periods, (period) => {
    const next = periods[periods.indexOf(period) + 1];
    if (period.to !== null && period.from >= period.to) return `a ${role} for no day`;
    return next && (period.to === null || period.to > next.from) ? `two holders of ${role}` : null;
  });
}

function forgotten({ role, unitId, from, to }: RoleInterval, is: Component, today: Day): string | null {
  if (!LIABLE.some((liable) => liable === role) || from >= today) return null;
  const last = to === null || to > today ? before(today) : before(to);
  const kept = holderOn(is, role, from)?.unitId === unitId && holderOn(is, role, last)?.unitId === unitId;
  return kept ? null : `the ${role} of days that are over was overwritten`;
}

const before = (day: Day): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
