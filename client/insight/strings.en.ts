import type zh from "./strings.zh.ts";

const insight: typeof zh = {
  title: "Insight",
  period: "Period",
  presets: {
    thisMonth: "This month",
    lastMonth: "Last month",
    thisYear: "This year",
    lastYear: "Last year",
    twelveMonths: "12 months",
  },
  export: "Export CSV",
  nothing: "Nothing in this period",
  formula: "Formula",
  section: {
    components: "Ownership of components (now)",
    safety: "Handling",
    ownership: "Ownership",
    months: "By month",
    units: "By unit",
  },
  exempted: "Exempted: {{by}}",
  otherCause: "other",
  figure: {
    ownerlessRate: {
      name: "Unresolved share",
      formula: "(unknown + suspected + claim pending + disputed) ÷ all registered components",
    },
    backstopRate: { name: "Backstop share", formula: "components in backstop ÷ all registered components" },
    filed: { name: "Filed", formula: "cases filed in the period" },
    reports: { name: "Reports", formula: "reports these cases came from; merged ones are one case" },
    closed: { name: "Closed", formula: "cases closed in the period, also by force" },
    dangers: {
      name: "Dangers",
      formula: "cases filed in the period that were called a danger, also those found to be none since",
    },
    dangersOver: {
      name: "Found to be none",
      formula:
        "of these, found to be no danger: asked by one, confirmed by another, with a photo from the spot",
    },
    ownerlessDangers: {
      name: "Ownerless dangers",
      formula:
        "cases filed in the period that were called a danger, with no confirmed owner at that time, also those found to be none since",
    },
    ownerlessDangersOver: {
      name: "Ownerless, found to be none",
      formula:
        "of the ownerless dangers, found by two persons to be none: dealt with, and not counted as made safe",
    },
    madeSafeRate: { name: "Ownerless made safe", formula: "made safe ÷ ownerless dangers" },
    onTimeRate: {
      name: "Repaired in time, raw",
      formula:
        "repaired within the first limit ÷ repairs due (first limit ends in the period); extension, suspension and rework leave it as it was",
    },
    onTimeExempted: {
      name: "Repaired in time, after exemption",
      formula: "by the limit that held in the end, without cases whose limit was taken away",
    },
    onTimeAsTold: {
      name: "In time, as told",
      formula: "the same, judged by when the registry was told: late entries count as late",
    },
    reworkRate: { name: "Rework", formula: "cases with rework ÷ cases filed" },
    guardMedian: {
      name: "Time to guard",
      formula: "minutes from filing a danger until it was guarded: median, in brackets the 90th percentile",
    },
    safeMedian: {
      name: "Time to make safe",
      formula: "minutes from filing a danger until it was made safe: median, in brackets the 90th percentile",
    },
    guardOnTime: {
      name: "Guarded in time, raw",
      formula:
        "guarded within the first limit ÷ due (first limit ends in the period); what moves or stops the limit leaves it as it was",
    },
    guardExempted: {
      name: "Guarded in time, after exemption",
      formula: "by the limit that held in the end, without cases whose limit was taken away",
    },
    safeOnTime: {
      name: "Made safe in time, raw",
      formula:
        "made safe within the first limit ÷ due (first limit ends in the period); what moves or stops the limit leaves it as it was",
    },
    safeExempted: {
      name: "Made safe in time, after exemption",
      formula: "by the limit that held in the end, without cases whose limit was taken away",
    },
    opened: { name: "Inquiries opened", formula: "inquiries opened in the period" },
    determined: { name: "Owners determined", formula: "determinations made in the period" },
    determinationRate: {
      name: "Determination rate",
      formula: "determined in the period ÷ opened in the period",
    },
    backstop: {
      name: "Backstops",
      formula: "backstops signed in the period; a later owner does not take one away",
    },
    lateClaims: {
      name: "Late claims",
      formula: "inquiries reopened in the period because a unit claimed after all",
    },
    private: {
      name: "Private premises",
      formula: "components found to lie on private premises in the period",
    },
    daysToOwner: {
      name: "Time to an owner",
      formula: "days from opening to determination, of those determined in the period: median",
    },
  },
  minutes: "{{count}} min",
  days: "{{count}} d",
  p90: " (90%: {{value}})",
  month: "Month",
  unit: "Unit",
  asked: "Asked",
  claimed: "Claimed",
  denied: "Denied",
  silent: "Silent",
  returned: "Returned cases",
  answerRate: "Answer rate",
  answerRateFormula: "(asked − silent) ÷ asked",
  of: "{{total}} components registered",
};

export default insight;
