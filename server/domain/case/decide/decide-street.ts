import { z } from "zod";
import { DayText, Id, PhotoIds, ShortText } from "../../arguments.ts";
import { dayOf } from "../../clocks/working-time.ts";
import { refuse } from "../../decision.ts";
import { callClock } from "../clocks.ts";
import { caseCommand, caseEvent } from "../declare.ts";
import { unfitStreet } from "../guards.ts";
import { OPEN, SENDABLE } from "../steps.ts";
import { staying } from "./dispatch.ts";

/**
 * 共同的上一级确定: the two streets did not agree, and the convener enters what their common superior has decided, with its paper
 * and for which days. It holds for what is reported there later, too (docs/domain.md#d6).
 */
export const decideStreet = caseCommand("DECIDE_STREET", {
  args: {
    divisionCode: z.string().regex(/^[0-9]{6,12}$/),
    unitId: Id,
    document: ShortText,
    from: DayText,
    until: DayText.nullable().default(null),
    photoIds: PhotoIds,
  },
  from: OPEN,
  roles: ["CONVENER"],
  needs: [{ need: "photo", refusal: "DOCUMENT_NEEDED" }],
  guard: ({ disagreed }) => (disagreed ? null : { reason: "NOTHING_DISAGREED" }),
  decide: (file, decided, facts) => {
    const today = dayOf(facts.now);
    if (decided.from > today || (decided.until !== null && decided.until <= today)) return refuse("BAD_DATE");
    const { unitId } = decided;
    const unfit = unfitStreet(unitId, facts);
    if (unfit) return { refused: unfit };
    const said = caseEvent("STREET_DECIDED", decided);
    if (unitId === file.unitId || !SENDABLE.includes(file.state)) return { events: [said] };
    const sent = caseEvent("CASE_DISPATCHED", {
      unitId,
      substituteHandling: file.substituteHandling,
      emergencyReason: null,
      automatic: false,
      // Whoever is acted for stays where that goes on; whoever acts stays at a hole that nobody closed in time.
      beside: [
        ...new Set([...staying(file, unitId, file.substituteHandling), ...staying(file, unitId, false)]),
      ],
    });
    return { events: [said, sent, callClock("ACKNOWLEDGE", file, facts.now, facts)] };
  },
});
