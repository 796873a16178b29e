import { z } from "zod";
import { MAY } from "../domain/permissions.ts";
import { endpoint } from "./endpoint.ts";
import { Cursor, DayText, HistoryEntry, Id, Limit, OwnershipStatus, page } from "./shapes.ts";

export const listHistory = endpoint({
  name: "listHistory",
  method: "GET",
  path: "/api/history",
  tag: "audit",
  summary: "The register's history, newest first: who did what, when, on which basis.",
  access: MAY.readHistory,
  query: z.object({
    kind: z.string().max(60).optional(),
    streamKind: z.string().max(20).optional(),
    accountId: Id.optional(),
    componentId: Id.optional(),
    from: DayText.optional(),
    to: DayText.optional(),
    twoPersons: z.stringbool().optional(),
    cursor: Cursor,
    limit: Limit,
  }),
  answer: page(HistoryEntry),
});

/** What was due of one step, one a case. */
const Limits = z.object({
  /** Judged by the first limit of each case, whatever moved or stopped it since (docs/domain.md#d22). */
  onTime: z.int(),
  /** The same judged by when the registry was told: late entries count as late. */
  onTimeAsTold: z.int(),
  due: z.int(),
  /** The same after exemption: by the limit that held in the end, without what was due to nobody. */
  onTimeExempted: z.int(),
  dueExempted: z.int(),
  /** By which kind of event first limits were moved or stopped, and how many. */
  exemptions: z.array(z.object({ kind: z.string(), count: z.int() })),
});

/** The figures a street is asked for, each with the words of its formula (docs/domain.md#indicators). */
export const insight = endpoint({
  name: "insight",
  method: "GET",
  path: "/api/insight",
  tag: "audit",
  summary:
    "Indicators of a period: cases, dangers made safe, hours to guard and to make safe, determinations, backstops.",
  access: MAY.seeInsight,
  query: z.object({ from: DayText, to: DayText }),
  answer: z.object({
    components: z.object({
      total: z.int(),
      byStatus: z.array(z.object({ status: OwnershipStatus, count: z.int() })),
    }),
    cases: z.object({
      filed: z.int(),
      /** Reports that these cases came from: one case may have several. */
      reports: z.int(),
      closed: z.int(),
      dangers: z.int(),
      ownerlessDangers: z.int(),
      ownerlessDangersMadeSafe: z.int(),
      /** Found to be none by two persons: dealt with, and not made safe. */
      ownerlessDangersOver: z.int(),
      /** Called a danger and found to be none by two persons, with a photo. */
      dangersOver: z.int(),
      /** Of repairs. */
      ...Limits.shape,
      reworked: z.int(),
    }),
    safety: z.object({ guard: Limits, makeSafe: Limits }),
    minutes: z.object({
      guardMedian: z.number().nullable(),
      guardP90: z.number().nullable(),
      safeMedian: z.number().nullable(),
      safeP90: z.number().nullable(),
    }),
    inquiries: z.object({
      opened: z.int(),
      determined: z.int(),
      backstop: z.int(),
      private: z.int(),
      lateClaims: z.int(),
      medianDaysToOwner: z.number().nullable(),
    }),
    byMonth: z.array(
      z.object({
        month: z.string(),
        filed: z.int(),
        dangers: z.int(),
        determined: z.int(),
        backstop: z.int(),
      }),
    ),
    byUnit: z.array(
      z.object({
        unitId: Id,
        nameZh: z.string(),
        nameEn: z.string(),
        asked: z.int(),
        claimed: z.int(),
        denied: z.int(),
        silent: z.int(),
        returned: z.int(),
      }),
    ),
  }),
});
