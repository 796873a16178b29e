import type zh from "./signing.zh.ts";

const signing: typeof zh = {
  proposal: {
    DETERMINATION: "Proposed: {{unit}} is the owner from {{from}}",
    BACKSTOP: "Proposed: {{unit}} as interim custodian, inspected every {{days}} days, review on {{review}}",
    PRIVATE: "Proposed: private premises, looked after by {{unit}}",
    PRIVATE_NOBODY: "Proposed: private premises, who looks after it is open",
    SEALING: "Proposed: abandoned, filled with {{material}} and sealed",
    REOPENING: "Asked to reopen: {{reason}}. Until it is confirmed the decision holds.",
    DISCLAIMER: "Entered for {{unit}}: it erred ({{reason}}). Until it is confirmed it stays the owner.",
    letter: "The unit's letter",
    WITHDRAWAL: "Asked to withdraw: {{reason}}",
    consent: "Written consent",
    corrects: "A correction of the past: these units are heard first, and the convener decides",
    touched: "{{unit}}: {{from}} to {{to}}",
    untilNow: "today",
    hearing: "asked, may answer until {{due}}",
    heard: "was heard",
    overrides: "Backstop although on private premises (goes to the audit list)",
    by: "proposed {{at}}",
    system: "proposed by the system when the notice ran out",
    guard: "What must be true before signing",
  },
  doubt: {
    title: "Answer what stands against it; the auditor reads it",
    DENIED: "The unit has denied",
    WITHDRAWN: "The unit has withdrawn its claim",
    REJECTED: "The unit's claim was rejected",
    NOT_HEARD: "The unit was not asked, or still has time",
    SILENT: "The unit has not answered: silence is no claim",
    EVIDENCE_AGAINST: "There is evidence against the unit",
  },
  guard: {
    claims: { met: "No open claim", missing: "{{count}} claim(s) still open", waived: "" },
    round: { met: "{{count}} round(s) of consultation", missing: "No inquiry letter was sent", waived: "" },
    whole: {
      met: "Everybody who ought to be asked was",
      missing: "{{count}} unit(s) that ought to be asked were not",
      waived: "{{count}} unit(s) that ought to be asked were not, for a stated reason",
    },
    answers: {
      met: "Every candidate answered or is on record as silent",
      missing: "{{count}} of {{asked}} units have not answered",
      waived: "",
    },
    survey: {
      met: "Site surveyed",
      missing: "The site survey is missing, or a unit asked for one since",
      waived: "",
    },
    parcel: {
      met: "Parcel checked: public land",
      missing: "Parcel not checked, or private premises",
      waived: "Private premises; the proposal says why the backstop is needed",
    },
    map: { met: "", missing: "", waived: "Parcel check against the map ({{said}}), for a stated reason" },
    unannounced: { met: "Restricted: announced to nobody, no notice is asked for", missing: "", waived: "" },
    notice: {
      met: "Notice period over",
      missing: "Notice period not over, and no emergency stated",
      waived: "No notice because of an emergency: {{reason}}",
    },
    signer: {
      met: "The signer is not the proposer",
      missing: "You proposed it and cannot sign it",
      waived: "",
    },
  },
  stated: {
    UNITS_LEFT_OUT: "Not asked: {{units}}.",
    PARCEL_CHECKED: "The parcel check contradicts the map.",
    BACKSTOP_PROPOSED: "Emergency or exception:",
    INSIDE: "the map shows a compound or yard",
    OUTSIDE: "the map shows no compound or yard",
  },
};

export default signing;
