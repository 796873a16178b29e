import type zh from "./street-words.zh.ts";

const street: typeof zh = {
  outside: "The point lies in no street: guard it first, then hand it to the next street; clocks run on",
  handedOver: "handed over to {{code}}; not across a boundary again",
  boundary:
    "Within 5 m of a street's boundary, or not accurate enough to tell: if it is the next street's, hand it over once it is guarded",
  disagreed:
    "The two streets do not agree: the convener asks their common superior and enters what it decides",
  streetDecided: "Decided by the common superior: {{code}} ({{document}})",
  decidedDivision: "Whose street it is",
  decidedUnit: "Who acts there",
  decisionNumber: "Number of the decision",
  decisionHolds: "Holds from and until",
  decisionHoldsHint:
    "Without a last day it holds for good; new cases of this component are not argued about meanwhile",
  decisionPaper: "The decision (photo or scan)",
};

export default street;
