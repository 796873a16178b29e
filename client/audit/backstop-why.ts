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
