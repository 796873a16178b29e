import type { Finding } from "./findings.ts";

/**
 * Rules that are still broken in a way that is known, each with its shortest story. They are told in every run and fail none; one
 * that holds is taken out of here. Empty is how it should be.
 */
export const KNOWN: readonly (Pick<Finding, "rule"> & { readonly story: string })[] = [
  {
    rule: "D4: nothing waits for a unit that is no more",
    story:
      "its claim stands; from a cover determined through an inquiry, a hole made safe: shift lead at the seat: assign role (role maintainer, unitId the power company, from today, with an old photo); power company: answer (unitId the water company, answer CLAIM, with a file, namesUnitId the power company); second shift lead: confirm role; the mechanism: succeed holder (fromUnitId the power company, on today, how DISSOLVED)",
  },
  {
    rule: "an inquiry is urgent while a hole of it is open, and no longer",
    story:
      "not urgent beside an open hole; from a cover owned by the register since 1990, a hole made safe: grid worker: report (without a photo, danger false, defect NOISY); shift lead at the seat: file (danger false, defect NOISY), case 2; seat operator: merge (into the other case), case 2; seat operator: open (danger false); shift lead: unmerge, case 2; shift lead: reassess danger (danger true), case 2",
  },
  {
    rule: "guard 1: a reported danger that is not made safe is open somewhere",
    story:
      "it is called safe; from an ownerless cover, a hole filed: grid worker: make safe (without a photo)",
  },
  {
    rule: "guard 3: a backstop only after round, survey, parcel check and notice",
    story:
      'no notice was given, and the emergency is "x"; from a contested cover, a repair to check: shift lead at the seat: assign role (role maintainer, unitId the power company, from today, with an old photo); power company: withdraw claim; shift lead at the seat: propose determination (unitId the water company, from today); second shift lead: confirm determination (reasonCode PAPERS_PROVE); second shift lead: confirm role; the mechanism: succeed holder (fromUnitId the power company, on today, how DISSOLVED); seat operator: disclaim (unitId the water company, with a file); grid worker: record site survey (with a photo); seat operator: publish notice; seat operator: propose backstop (custodianUnitId the department, emergencyReason x, overridesPrivate false); seat operator: check parcel (result PUBLIC); second convener: sign backstop',
  },
  {
    rule: "guard 8: a deadline that was set stays as it was set",
    story:
      "ACKNOWLEDGE is gone; from an ownerless cover, claimed by one, a repair to check: grid worker: report (without a photo, danger true, defect MISSING); seat operator: record notice (unitIds the water company), case 2; shift lead at the seat: file (danger true, defect MISSING), case 2; 30 minutes pass, GUARD runs out; 0 minutes pass, ACKNOWLEDGE runs out; 90 minutes pass, MAKE_SAFE runs out; seat operator: dispatch (unitId the water company, substituteHandling false), case 2; water company: make safe (with an old photo), case 2; seat operator: dispatch (unitId the department, substituteHandling true), case 2",
  },
  {
    rule: "in the end, with people willing: an end",
    story:
      "nothing that anybody does ends it; from a cover determined through an inquiry, a hole filed: seat operator: open (danger false)",
  },
  {
    rule: "nothing is open on a retired component",
    story:
      "a matter is open on what is no more; from a cover in backstop: grid worker: add evidence (kind AS_BUILT_DRAWING, unitId the water company, direction FOR, with a photo); grid worker: report (without a photo, danger true, defect MISSING); grid worker: report (without a photo, danger false, defect NOISY); seat operator: merge (into the other case), case 2; street department: reopen (reasonCode NEW_EVIDENCE); seat operator: file (danger true, defect MISSING), case 1; seat operator: dispatch (unitId the water company, substituteHandling false), case 1; convener: confirm reopening; water company: make safe (with a photo), case 1; shift lead at the seat: request forced close, case 1; shift lead: propose determination (unitId the water company, from today); second shift lead: confirm determination (reasonCode PAPERS_PROVE); second shift lead: confirm forced close, case 1; second shift lead: retire; shift lead: unmerge, case 2",
  },
  {
    rule: "D22: nobody gets more time for a hole by calling it harmless in between",
    story:
      "GUARD begins anew while the hole is open; from an ownerless cover, nobody answered: grid worker: report (without a photo, danger true, defect MISSING); grid worker: report (without a photo, danger false, defect NOISY); shift lead at the seat: file (danger false, defect MISSING), case 2; seat operator: merge (into the other case), case 2; shift lead: file (danger true, defect NOISY), case 1; shift lead: unmerge, case 2",
  },
  {
    rule: "in the end, with people doing nothing: an end, or somebody's list",
    story:
      "the hole stays open, and the street does not come in the owner's place: a danger that two persons had found to be over is called one again after its clocks had run out; they go on run out, and nobody is sent a second time",
  },
];
