import type { InquiryDetail } from "../../server/contract/inquiries.ts";

/** Why the public pays for a component, and what an auditor looks at twice. */
export interface BackstopWhy {
  readonly letters: {
    readonly sent: number;
    readonly claims: number;
    readonly denials: number;
    readonly silent: number;
  };
  readonly noticeOver: boolean;
  readonly emergencyReason: string | null;
  readonly onPrivate: boolean;
  /** Units that ought to have been asked and were not, for a stated reason. */
  readonly leftOut: number;
  /** The map said otherwise than the parcel check. */
  readonly againstMap: "INSIDE" | "OUTSIDE" | null;
  /** The custodian is no public body and has signed. */
  readonly byConsent: boolean;
  /** One person both proposed and signed: docs/domain.md#guard-3 forbids it, so it should never be seen. */
  readonly samePerson: boolean;
}

export function backstopWhy(detail: InquiryDetail): BackstopWhy {
  const answers = detail.lettersSent.map(({ answer }) => answer);
  const count = (answer: string) => answers.filter((one) => one === answer).length;
  const { backstop } = detail.file;
  return {
    letters: {
      sent: answers.length,
      claims: count("CLAIM"),
      denials: count("DENY"),
      silent: count("NO_REPLY"),
    },
    noticeOver: detail.notice?.endedAt !== null && detail.notice !== null,
    emergencyReason: detail.backstop?.emergencyReason ?? null,
    leftOut: detail.file.leftOut?.length ?? 0,
    againstMap: detail.parcelCheck?.contradicts ?? null,
    byConsent: (backstop?.photoIds?.length ?? 0) > 0,
    onPrivate: detail.parcelCheck?.result === "PRIVATE",
    samePerson: backstop !== null && backstop.signedBy !== null && backstop.signedBy === backstop.proposedBy,
  };
}

/** How urgent a review is on a day. */
export function reviewTone(reviewOn: string | null, today: string): "late" | "soon" | "calm" {
  if (reviewOn === null) return "calm";
  if (reviewOn < today) return "late";
  return Date.parse(reviewOn) - Date.parse(today) <= 30 * 86_400_000 ? "soon" : "calm";
}
