import type { Decision } from "../../decision.ts";
import { callClock } from "../clocks.ts";
import { caseEvent, type CaseFacts } from "../declare.ts";
import type { CaseEvent } from "../events.ts";
import { caseOpen, type CaseFile } from "../state.ts";
import { SENDABLE } from "../steps.ts";
import type { UnitGone } from "../../unit-gone.ts";
import { atWork } from "../unit-gone.ts";

/**
 * A unit is no more, or may see the thing no more (docs/domain.md#d4, docs/domain.md#d26). Where somebody can be sent, somebody
 * is (`react/owner.ts`), with a clock to acknowledge it; this is for everything else: what rests or is checked, who works beside, and
 * places that have no department, where the seat has to send somebody again.
 */
export function succeedUnit(
  file: CaseFile,
  { fromUnitId, toUnitId }: UnitGone,
  facts: CaseFacts,
): Decision<CaseEvent> {
  if (!caseOpen(file) || !atWork(file, fromUnitId)) return { events: [] };
  const answers = file.unitId === fromUnitId;
  const sends = answers && toUnitId === null && SENDABLE.includes(file.state);
  return {
    events: [
      caseEvent("UNIT_SUCCEEDED", { fromUnitId, toUnitId }),
      ...(sends ? [callClock("DISPATCH", file, facts.now, facts)] : []),
    ],
  };
}
