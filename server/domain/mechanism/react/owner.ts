import { dayOf } from "../../clocks/working-time.ts";
import { INTERIM_CARE, type Component } from "../../component/state.ts";
import type { HolderSucceeded } from "../../component/events.ts";
import type { InquiryEventData } from "../../inquiry/events.ts";
import { inBackstop, inquiryOpen, type Inquiry } from "../../inquiry/state.ts";
import type { Command, Context, Dossier } from "../dossier.ts";
import type { Day } from "../../names.ts";
import { custodian, ownerConfirmed, workOf, writeLetters } from "./commands.ts";
import { atWorkOn, relievedOf, succeedUnit } from "./relieving.ts";
import { fallToDepartment } from "./sending.ts";

/**
 * "We erred" (docs/domain.md#d2): its period ends, its work falls to the department, and everybody else is asked anew.
 */
export function disclaimed(
  { unitId, on }: InquiryEventData["OWNERSHIP_DISCLAIMED"],
  inquiry: Inquiry,
  dossier: Dossier,
  context: Context,
): Command[] {
  const others = context.candidates.map((candidate) => candidate.unitId).filter((other) => other !== unitId);
  return [
    {
      on: "component",
      id: inquiry.componentId,
      command: { type: "END_ROLE", role: "owner", on, basis: "DISCLAIMED" },
    },
    ...workOf(unitId, dossier).flatMap((file) =>
      fallToDepartment(file, dossier, context, "OWNER_DISCLAIMED", { beside: false }),
    ),
    ...(inquiry.state === "CONSULTING" || inquiry.state === "OPENED" ? writeLetters(inquiry, others) : []),
  ];
}

/**
 * What became of a unit, for one component (docs/domain.md#d4): the successor goes on with its work. Without one the
 * street's department looks after what it held from that day on, and everybody who may own it is asked.
 */
export function succeedHolder(
  componentId: string,
  succession: HolderSucceeded,
  dossier: Dossier,
  context: Context,
): Command[] {
  const { fromUnitId, toUnitId, how } = succession;
  if (how === "RENAME") return [];
  const asked = dossier.inquiries.map(({ id }): Command => ({
    on: "inquiry",
    id,
    command: { type: "SUCCEED_UNIT", fromUnitId, toUnitId },
  }));
  if (toUnitId !== null) {
    const work = workOf(fromUnitId, dossier).map(({ id, substituteHandling, emergencyReason }): Command => ({
      on: "case",
      id,
      command: { type: "DISPATCH", unitId: toUnitId, substituteHandling, emergencyReason },
    }));
    return [...asked, ...work, ...passedOn(fromUnitId, toUnitId, dossier)];
  }
  return [
    ...asked,
    ...workOf(fromUnitId, dossier).flatMap((file) =>
      fallToDepartment(file, dossier, context, "UNIT_DISSOLVED", { beside: false }),
    ),
    ...relievedOf(fromUnitId, dossier, context),
    ...orphaned(componentId, succession, dossier, context),
  ];
}

/** After whoever can be sent was sent: what rests, was repaired or is checked is the successor's, and what was done beside another. */
function passedOn(fromUnitId: string, toUnitId: string, dossier: Dossier): Command[] {
  return atWorkOn(fromUnitId, dossier).map(({ id }) => succeedUnit(id, { fromUnitId, toUnitId }));
}

function orphaned(
  componentId: string,
  { fromUnitId, on, document, roles }: HolderSucceeded,
  dossier: Dossier,
  context: Context,
): Command[] {
  const { component } = dossier;
  const answered =
    component && (component.retired || component.disposition || ownerConfirmed(dossier, context));
  if (!component || answered || !roles.some((role) => role === "owner" || role === "interim_custodian"))
    return [];
  const since = freeFrom(component, on, dayOf(context.now));
  const { departmentUnitId: unitId } = context;
  const decided = dossier.inquiries.find(inBackstop);
  const caught: Command[] =
    unitId && since && !custodian(dossier, context)
      ? [
          {
            on: "component",
            id: componentId,
            command: {
              type: "ASSIGN_ROLE",
              role: "interim_custodian",
              unitId,
              from: since,
              // A backstop that was decided goes on under another custodian; else it is care until the inquiry has an answer.
              basis: decided ? "BACKSTOP" : INTERIM_CARE,
              basisRef: decided?.id ?? document,
            },
          },
        ]
      : [];
  // What is in backstop has been asked about already; its new custodian waits for a claim as the old one did.
  if (dossier.inquiries.some((inquiry) => inquiryOpen(inquiry) || inBackstop(inquiry))) return caught;
  return [
    ...caught,
    {
      on: "inquiry",
      id: context.newId(),
      command: {
        type: "OPEN",
        number: context.newInquiryNumber(),
        componentId,
        divisionCode: component.divisionCode,
        danger: false,
        origin: "REGISTRY",
        caseId: null,
        candidates: context.candidates.filter((candidate) => candidate.unitId !== fromUnitId),
        modelVersion: context.modelVersion,
      },
    },
  ];
}

/** From that day, or from when its last custodian was relieved; null where one is named for a day to come. */
function freeFrom(component: Component, day: Day, today: Day): Day | null {
  const later = component.roles.filter(
    ({ role, to }) => role === "interim_custodian" && (to === null || to > day),
  );
  if (later.some(({ to }) => to === null)) return null;
  const last = later.reduce((latest, { to }) => (to !== null && to > latest ? to : latest), day);
  return last <= today ? last : null;
}
