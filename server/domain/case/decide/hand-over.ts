import { z } from "zod";
import { Id, ShortText } from "../../arguments.ts";
import { refuse } from "../../decision.ts";
import { callClock, stepClock } from "../clocks.ts";
import { caseCommand, caseEvent } from "../declare.ts";
import { unfitStreet } from "../guards.ts";
import { SEAT, SENDABLE } from "../steps.ts";
import { staying } from "./dispatch.ts";

/**
 * 跨界移交: the point lies outside every street that is drawn, or by a boundary, and the next street takes it on. The street that
 * received the report guards first; no clock stops; and nothing crosses a boundary twice: what comes back, or is not taken on within a
 * work day, is for the common superior, whom the convener asks (docs/domain.md#d6).
 */
export const handOver = caseCommand("HAND_OVER", {
  args: { divisionCode: z.string().regex(/^[0-9]{6,12}$/), unitId: Id, reasonCode: ShortText },
  from: SENDABLE,
  roles: SEAT,
  needs: [{ need: "reason" }],
  guard: (file) => {
    if (file.handedOver) return { reason: "HANDED_OVER_ONCE" };
    if (!file.outside && !file.boundary) return { reason: "INSIDE_THE_STREET" };
    return file.danger && file.guardedAt === null ? { reason: "NOT_GUARDED" } : null;
  },
  decide: (file, { divisionCode, unitId, reasonCode }, facts) => {
    if (divisionCode === file.divisionCode || unitId === file.unitId) return refuse("SAME_VALUE");
    const unfit = unfitStreet(unitId, facts);
    if (unfit) return { refused: unfit };
    const over = caseEvent("CASE_HANDED_OVER", {
      from: file.divisionCode,
      to: divisionCode,
      reasonCode,
      unitId,
    });
    const sent = caseEvent("CASE_DISPATCHED", {
      unitId,
      substituteHandling: false,
      emergencyReason: null,
      automatic: false,
      beside: staying(file, unitId, false),
    });
    const agree = stepClock("HAND_OVER", facts.now, facts);
    return { events: [over, sent, callClock("ACKNOWLEDGE", file, facts.now, facts), agree] };
  },
});
