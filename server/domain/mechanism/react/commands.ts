import { caseOpen, openDanger, type CaseFile } from "../../case/state.ts";
import type { TouchedPeriod } from "../../component/state.ts";
import { dayOf } from "../../clocks/working-time.ts";
import type { Inquiry } from "../../inquiry/state.ts";
import { inquiryOpen } from "../../inquiry/state.ts";
import type { ComponentRole, Day } from "../../names.ts";
import type { Command, Context, Dossier } from "../dossier.ts";
import { holderNow } from "../holders.ts";

/** What the reactions are made of: commands that several of them give, and what they ask of the dossier. */

export function askNamed(unitId: string | null | undefined, dossier: Dossier): Command[] {
  const inquiry = dossier.inquiries.find(inquiryOpen);
  return unitId && inquiry ? [{ on: "inquiry", id: inquiry.id, command: { type: "ASK_NAMED", unitId } }] : [];
}

/** About a restricted component nothing is written by itself: its letters go on paper (docs/domain.md#d26). */
export function writeLetters({ id, restricted }: Inquiry, unitIds: readonly string[]): Command[] {
  return unitIds.length === 0 || restricted
    ? []
    : [{ on: "inquiry", id, command: { type: "SEND_LETTERS", unitIds: [...unitIds] } }];
}

/** A role that an inquiry gives, with the inquiry as its basis. */
export function assignRole(
  { componentId, id: basisRef }: Inquiry,
  role: ComponentRole,
  unitId: string,
  from: Day,
  basis: string,
  corrects?: readonly TouchedPeriod[],
): Command {
  const command = {
    type: "ASSIGN_ROLE",
    role,
    unitId,
    from,
    basis,
    basisRef,
    ...(corrects && { corrects }),
  } as const;
  return { on: "component", id: componentId, command };
}

/** Case and inquiry know each other, and the inquiry is urgent while the hole is open: one that is safe by now makes it no more so. */
export function linked(file: CaseFile, inquiryId: string): Command[] {
  const command = { type: "LINK_CASE", caseId: file.id, danger: openDanger(file) } as const;
  return [link(file.id, inquiryId), { on: "inquiry", id: inquiryId, command }];
}

export function link(caseId: string, inquiryId: string): Command {
  return { on: "case", id: caseId, command: { type: "LINK_INQUIRY", inquiryId } };
}

export function openCases(inquiry: Inquiry, dossier: Dossier): readonly CaseFile[] {
  return dossier.cases.filter((file) => inquiry.caseIds.includes(file.id) && caseOpen(file));
}

export function ownerConfirmed(dossier: Dossier, context: Context): boolean {
  return holderNow(dossier, "owner", context) !== undefined;
}

export function custodian(dossier: Dossier, context: Context): string | undefined {
  return holderNow(dossier, "interim_custodian", context)?.unitId;
}

/** Whoever holds a role today holds it no more, because of what was decided: never an owner beside a custodian. */
export function relieved(
  role: "owner" | "interim_custodian",
  basis: "DETERMINATION" | "BACKSTOP" | "PRIVATE_PREMISES" | "SEALING",
  dossier: Dossier,
  context: Context,
): Command[] {
  const { component } = dossier;
  if (!component || !holderNow(dossier, role, context)) return [];
  const on = dayOf(context.now);
  return [{ on: "component", id: component.id, command: { type: "END_ROLE", role, on, basis } }];
}

/** Open cases that a unit was sent to. */
export function workOf(unitId: string, dossier: Dossier): readonly CaseFile[] {
  return dossier.cases.filter((file) => caseOpen(file) && file.unitId === unitId);
}
