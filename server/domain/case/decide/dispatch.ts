import { z } from "zod";
import { Id, ShortText } from "../../arguments.ts";
import { refuse } from "../../decision.ts";
import { unitsBeside } from "../assignments.ts";
import { callClock } from "../clocks.ts";
import { lateDanger } from "../danger.ts";
import { caseCommand, caseEvent } from "../declare.ts";
import { circleIsOver } from "../guards.ts";
import type { CaseFile } from "../state.ts";
import { SEAT, SENDABLE } from "../steps.ts";

/**
 * 分拨. After two returns the circle is over (docs/domain.md#d20): the street acts in the owner's stead, and only an owner whom
 * an inquiry has found since is sent again. Acting for an owner who is not found (代处置) takes a notice to those who may be
 * it, or an emergency (民法典 982).
 */
export const dispatch = caseCommand("DISPATCH", {
  args: {
    unitId: Id,
    substituteHandling: z.boolean().default(false),
    emergencyReason: ShortText.nullable().default(null),
  },
  from: SENDABLE,
  roles: SEAT,
  alsoByMechanism: true,
  decide: (file, { unitId, substituteHandling, emergencyReason }, facts) => {
    if (substituteHandling && file.noticeAttempts === 0 && !emergencyReason)
      return refuse("NOTICE_OR_EMERGENCY_NEEDED");
    // To the unit it would not exist; the street's department works there, and the owner is told on paper.
    if (facts.restricted && unitId !== facts.departmentUnitId) return refuse("RESTRICTED_TO_DEPARTMENT");
    if (unitId === file.unitId && file.state !== "RETURNED") return refuse("SAME_VALUE");
    const automatic = facts.actor.role === "SYSTEM";
    if (!automatic && !substituteHandling && circleIsOver(file) && !foundSince(file, unitId))
      return refuse("RETURNED_TWICE");
    const dispatched = caseEvent("CASE_DISPATCHED", {
      unitId,
      substituteHandling,
      emergencyReason,
      automatic,
      beside: staying(file, unitId, substituteHandling),
    });
    return { events: [dispatched, callClock("ACKNOWLEDGE", file, facts.now, facts)] };
  },
});

/**
 * Whoever is acted for goes on beside the substitute; a substitute is replaced by the next one. Where nobody closed the hole in time,
 * an owner who says that it comes now does not send the street home before it is closed.
 */
export function staying(file: CaseFile, sent: string, substituteHandling: boolean): string[] {
  const present = file.unitId === null ? [] : [file.unitId];
  const beside = unitsBeside(file);
  const stays = (): readonly string[] => {
    if (substituteHandling) return file.substituteHandling ? beside : [...present, ...beside];
    if (!lateDanger(file)) return [];
    return file.substituteHandling ? present : beside;
  };
  return stays().filter((unitId) => unitId !== sent);
}

/** An inquiry has found this unit to be the owner after the last of the returns. */
function foundSince({ ownerNoted, returns }: CaseFile, unitId: string): boolean {
  const last = returns.at(-1)?.at;
  return ownerNoted?.unitId === unitId && (last === undefined || ownerNoted.at >= last);
}
