import { caseOpen, openDanger } from "../../../server/domain/case/state.ts";
import { dayOf } from "../../../server/domain/clocks/working-time.ts";
import { holderOn } from "../../../server/domain/component/state.ts";
import { inquiryOpen, openClaims, unanswered } from "../../../server/domain/inquiry/state.ts";
import { POWER } from "../cast.ts";
import type { Life, Step } from "../life.ts";
import { first, onInquiries, type Never } from "./never.ts";

/** Endings clean up, and nothing waits for a unit that is no more. */
export const ENDINGS: readonly Never[] = [
  {
    name: "nothing is open on a retired component",
    broken: ({ after }) => {
      const { component, cases, inquiries } = after.dossier;
      if (!component?.retired) return null;
      if (holderOn(component, "interim_custodian", dayOf(after.now))) return "retired in somebody's custody";
      return cases.some(caseOpen) || inquiries.some(inquiryOpen)
        ? "a matter is open on what is no more"
        : null;
    },
  },
  {
    name: "one open inquiry at most, and one accepted claim in each",
    broken: ({ after }) => {
      const { inquiries } = after.dossier;
      if (inquiries.filter(inquiryOpen).length > 1) return "two open inquiries";
      return first(inquiries, ({ claims, state }) =>
        state === "DETERMINED" && claims.filter(({ status }) => status === "ACCEPTED").length > 1
          ? "two claims are accepted"
          : null,
      );
    },
  },
  {
    name: "D1: nothing is retired while somebody may still object",
    broken: ({ before, outcomes }) =>
      outcomes.some(({ event }) => event.kind === "COMPONENT_RETIRED") &&
      before.dossier.inquiries.some(
        ({ state, determination }) => state === "DETERMINED" && determination?.final === false,
      )
        ? "nobody can object any more"
        : null,
  },
  {
    name: "no open claim in an ended inquiry",
    broken: ({ after }) =>
      first(after.dossier.inquiries, (inquiry) =>
        // Of an absorbed one the other inquiry hears the claim.
        !inquiryOpen(inquiry) && !inquiry.absorbed && openClaims(inquiry).length > 0
          ? `it ended as ${inquiry.state} over a claim that nobody answered`
          : null,
      ),
  },
  {
    name: "private premises have no owner left over from before",
    broken: (step) =>
      first(onInquiries(step, "PRIVATE_CONFIRMED"), () => {
        const { component } = step.after.dossier;
        return component && holderOn(component, "owner", dayOf(step.after.now))
          ? "the old owner stays"
          : null;
      }),
  },
  {
    name: "an inquiry is urgent while a hole of it is open, and no longer",
    broken: ({ after }) => urgency(after),
  },
  { name: "a lid is missing as long as a case says so", broken: lid },
  { name: "D4: nothing waits for a unit that is no more", broken: deadUnit },
];

function urgency({ dossier }: Life): string | null {
  const { cases, inquiries } = dossier;
  return first(inquiries.filter(inquiryOpen), (inquiry) => {
    const holes = cases.filter((file) => openDanger(file) && file.filedAt);
    if (inquiry.danger)
      return holes.some(({ id }) => inquiry.caseIds.includes(id)) ? null : "urgent without a hole";
    return holes.length > 0 ? "not urgent beside an open hole" : null;
  });
}

/** By itself: what somebody enters by hand is what somebody saw. */
function lid({ before, after, command }: Step): string | null {
  const { component, cases } = after.dossier;
  const was = before.dossier.component?.physicalState;
  if (command?.on === "component" || !component || component.physicalState === was) return null;
  const missing = cases.some(
    (file) =>
      file.filedAt &&
      caseOpen(file) &&
      file.defect === "MISSING" &&
      !file.repairedAt &&
      // Unless two persons have found that the lid is there.
      !(file.everDanger && !file.danger),
  );
  return component.physicalState === "INTACT" && was === "LOST" && missing
    ? "INTACT while its lid is missing"
    : null;
}

function deadUnit({ after, outcomes }: Step): string | null {
  if (!after.gone || !outcomes.some(({ event }) => event.kind === "HOLDER_SUCCEEDED")) return null;
  const { component, cases, inquiries } = after.dossier;
  if (component && holderOn(component, "owner", dayOf(after.now))?.unitId === POWER) return "it still owns";
  if (cases.some((file) => caseOpen(file) && file.unitId === POWER)) return "a case waits for it";
  return first(inquiries.filter(inquiryOpen), (inquiry) => {
    if (openClaims(inquiry).some(({ unitId }) => unitId === POWER)) return "its claim stands";
    if (unanswered(inquiry).some(({ unitId }) => unitId === POWER)) return "its letter waits for an answer";
    const { proposal } = inquiry;
    return proposal?.kind === "DETERMINATION" && proposal.unitId === POWER
      ? "it is proposed as the owner"
      : null;
  });
}
