import type { InquiryEventData } from "./state.ts";
import type { Answer, Day, DenialReason, EvidenceKind, Instant } from "../names.ts";

/** Free text and personal data travel in `notes` and never enter the leaf of the history. */
type Notes = { readonly notes?: Readonly<Record<string, string>> };

export type InquiryCommand = Notes &
  (
    | ({ type: "OPEN" } & InquiryEventData["INQUIRY_OPENED"])
    | { type: "LINK_CASE"; caseId: string; danger: boolean }
    | { type: "NOTE_SAFE"; caseId: string }
    | { type: "SEND_LETTERS"; letters: { id: string; unitId: string }[] }
    | {
        type: "ANSWER";
        unitId: string;
        answer: Answer;
        reasonCode: DenialReason | null;
        evidence: { id: string; kind: EvidenceKind; photoIds: string[] }[];
      }
    | { type: "WITHDRAW_CLAIM" }
    | {
        type: "DISCLAIM";
        unitId: string;
        reasonCode: string;
        evidence: { id: string; kind: EvidenceKind; photoIds: string[] }[];
      }
    | { type: "END_CONSULTATION" }
    | {
        type: "ADD_EVIDENCE";
        id: string;
        kind: EvidenceKind;
        unitId: string | null;
        direction: "FOR" | "AGAINST" | "NEUTRAL";
        photoIds: string[];
        observation: Record<string, string | number>;
      }
    | {
        type: "RECORD_SITE_SURVEY";
        photoIds: string[];
        observation: Record<string, string | number>;
        occurredAt?: Instant;
      }
    | { type: "CHECK_PARCEL"; result: "PUBLIC" | "PRIVATE"; areaId: string | null }
    | { type: "REJECT_CLAIM"; unitId: string; reasonCode: string }
    | { type: "PROPOSE_DETERMINATION"; unitId: string; from: Day }
    | { type: "CONFIRM_DETERMINATION" }
    | { type: "PUBLISH_NOTICE"; channel: string }
    | {
        type: "PROPOSE_BACKSTOP";
        custodianUnitId: string;
        inspectionIntervalDays: number;
        reviewOn: Day | null;
        emergencyReason: string | null;
        overridesPrivate: boolean;
      }
    | { type: "SIGN_BACKSTOP" }
    | { type: "PROPOSE_PRIVATE"; areaId: string | null; managerUnitId: string | null }
    | { type: "CONFIRM_PRIVATE" }
    | { type: "REFUSE_PROPOSAL" }
    | { type: "REVIEW_BACKSTOP"; outcome: "CONTINUE" | "REOPEN"; nextReviewOn: Day | null }
    | { type: "REOPEN" }
    | { type: "WITHDRAW"; reasonCode: string }
    | { type: "ADD_NOTE"; photoIds: string[] }
    | { type: "PASS_DEADLINE"; kind: string; dueAt: Instant; custodianUnitId: string | null }
  );
