import type { Role } from "../names.ts";
import { MAY } from "../permissions.ts";
import type { ComponentCommand } from "./commands.ts";

/** Who says yes to what another person proposed; what was left to him too long, the convener sees and may decide. */
export const DECIDERS: readonly Role[] = ["SHIFT_LEAD", "CONVENER"];

/** Commands that are not for whoever corrects the register. Who proposed takes back, whoever decides refuses. */
const WHO: Readonly<Partial<Record<ComponentCommand["type"], readonly Role[]>>> = {
  CONFIRM_ROLE: DECIDERS,
  REFUSE_ROLE: [...MAY.correctRegistry, ...DECIDERS],
  ANSWER_CORRECTION: MAY.answerCorrection,
  CONFIRM_CHANGE: DECIDERS,
  REFUSE_CHANGE: [...MAY.correctRegistry, ...DECIDERS],
};

/** What a person of that role may do to a component that is registered. */
export function mayCommand(role: Role | "SYSTEM", type: ComponentCommand["type"]): boolean {
  const who: readonly string[] = WHO[type] ?? MAY.correctRegistry;
  return who.includes(role);
}
