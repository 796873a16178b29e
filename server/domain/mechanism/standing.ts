import { caseOpen, openDanger } from "../case/state.ts";
import { dayOf } from "../clocks/working-time.ts";
import { ownershipStatus } from "../component/state.ts";
import { inquiryOpen, inquirySummary, isAnnounced } from "../inquiry/state.ts";
import type { Instant, OwnershipStatus } from "../names.ts";
import type { Dossier } from "./dossier.ts";

export interface Standing {
  readonly ownershipStatus: OwnershipStatus;
  readonly openDanger: boolean;
  readonly openCases: number;
  /**
   * Made known to everybody: a notice runs, or the public looks after it. Any unit may then claim it
   * (docs/domain.md#d10).
   */
  readonly announced: boolean;
}

/** How the component stands today: what the map colours it by. Derived from the dossier, never an event of its own. */
export function standing(dossier: Dossier, now: Instant): Standing {
  const open = dossier.cases.filter(caseOpen);
  const inquiry = dossier.inquiries.find(inquiryOpen) ?? null;
  const status = dossier.component
    ? ownershipStatus(dossier.component, inquirySummary(inquiry), dayOf(now))
    : "UNKNOWN";
  return {
    ownershipStatus: status,
    openDanger: open.some(openDanger),
    openCases: open.length,
    announced: status === "BACKSTOP" || dossier.inquiries.some(isAnnounced),
  };
}
