import { caseOpen, openDanger, type CaseFile } from "../case/state.ts";
import { dayOf } from "../clocks/working-time.ts";
import type { StreamEvent } from "../event.ts";
import { inquiryOpen } from "../inquiry/state.ts";
import type { Command, Context, Dossier } from "./perform.ts";
import {
  askNamed,
  custodian,
  fallToDepartment,
  link,
  linked,
  openCases,
  ownerConfirmed,
  relieved,
  writeLetters,
} from "./react-commands.ts";
import { disclaimed, succeedHolder } from "./react-owner.ts";

/**
 * The mechanism of 《无主井盖应急处置机制》: what follows by itself from what has happened. Each rule is one line of
 * 边处置边寻找责任单位，边应急处理边触发兜底机制. The commands are issued as the system, in the same transaction.
 */
export function react(happened: StreamEvent, dossier: Dossier, context: Context): Command[] {
  switch (happened.stream) {
    case "case":
      return reactToCase(happened, dossier, context);
    case "inquiry":
      return reactToInquiry(happened, dossier, context);
    case "component":
      return happened.event.kind === "HOLDER_SUCCEEDED"
        ? succeedHolder(happened.id, happened.event.data, dossier, context)
        : [];
  }
}

function reactToCase(
  { id, event }: Extract<StreamEvent, { stream: "case" }>,
  dossier: Dossier,
  context: Context,
): Command[] {
  const file = dossier.cases.find((known) => known.id === id);
  if (!file) return [];
  switch (event.kind) {
    case "CASE_FILED":
      return [
        ...lost(file, dossier),
        ...(ownerConfirmed(dossier, context)
          ? []
          : [...substituteHandling(file, dossier, context), ...search(file, dossier, context)]),
      ];
    case "DANGER_REASSESSED": {
      if (!event.data.danger) return safe(file, dossier);
      if (!file.filedAt) return [];
      const open = dossier.inquiries.find(inquiryOpen);
      return [
        ...(file.unitId || ownerConfirmed(dossier, context)
          ? []
          : substituteHandling(file, dossier, context)),
        // Whoever is asked from now on is asked with the shorter time that a danger leaves.
        ...(open?.caseIds.includes(id) ? linked(file, open.id, dossier) : []),
      ];
    }
    case "CASE_RETURNED":
      // A return that names somebody else makes them a candidate; the second return ends dispatching (D20).
      return [
        ...askNamed(event.data.namesUnitId, dossier, context),
        ...(file.returns.length >= 2 || file.danger ? fallToDepartment(file, context, "RETURNED") : []),
      ];
    case "CASE_ESCALATED":
      return event.data.deadline === "ACKNOWLEDGE"
        ? fallToDepartment(file, context, "NO_ACKNOWLEDGEMENT")
        : [];
    case "CASE_REPAIRED":
      return dossier.component && dossier.component.physicalState !== "INTACT"
        ? [
            {
              on: "component",
              id: file.componentId,
              command: { type: "SET_PHYSICAL_STATE", physicalState: "INTACT" },
            },
          ]
        : [];
    case "CASE_MERGED": {
      const { number, channel, reportedAt, filedAt, reportCount: reports } = file;
      const report = { caseId: id, number, channel, reportedAt, filedAt, reports };
      return [
        { on: "case", id: event.data.into, command: { type: "TAKE_REPORT", ...report } },
        ...safe(file, dossier),
      ];
    }
    case "CASE_UNMERGED":
      return [{ on: "case", id: event.data.outOf, command: { type: "SEPARATE_REPORT", caseId: id } }];
    case "CASE_MADE_SAFE":
    case "CASE_CLOSED":
    case "CASE_VOIDED":
    case "CASE_FORCED_CLOSED":
      return safe(file, dossier);
    default:
      return [];
  }
}

/** When the last of its cases is safe, its inquiries are about something that is no danger any more. */
function safe(file: CaseFile, dossier: Dossier): Command[] {
  return dossier.inquiries
    .filter((inquiry) => inquiry.danger && inquiry.caseIds.includes(file.id))
    .filter(
      (inquiry) => !dossier.cases.some((known) => inquiry.caseIds.includes(known.id) && openDanger(known)),
    )
    .map(({ id }) => ({ on: "inquiry", id, command: { type: "NOTE_SAFE", caseId: file.id } }));
}

/** A missing lid makes the component LOST; it stays on the map with its dossier (DOMAIN.md D3). */
function lost(file: CaseFile, dossier: Dossier): Command[] {
  if (file.defect !== "MISSING" || dossier.component?.physicalState === "LOST") return [];
  return [
    {
      on: "component",
      id: file.componentId,
      command: { type: "SET_PHYSICAL_STATE", physicalState: "LOST" },
    },
  ];
}

/**
 * 先行处置: an ownerless danger goes at once to the custodian of a component in backstop, else to the department of the
 * place; the letters are its notice.
 */
function substituteHandling(file: CaseFile, dossier: Dossier, context: Context): Command[] {
  const unitId = custodian(dossier, context) ?? context.departmentUnitId;
  if (!file.danger || !unitId) return [];
  const command = {
    type: "DISPATCH",
    unitId,
    substituteHandling: true,
    emergencyReason: "DANGER_WITHOUT_CONFIRMED_OWNER",
  } as const;
  return [{ on: "case", id: file.id, command }];
}

/** 边处置边寻找: the inquiry opens beside the case, or the one already open takes the case in. */
function search(file: CaseFile, dossier: Dossier, context: Context): Command[] {
  const open = dossier.inquiries.find(inquiryOpen);
  if (open) return linked(file, open.id, dossier);
  // In backstop the custodian answers for it, on private premises their people: nobody is asked again without new
  // evidence.
  if (custodian(dossier, context) || dossier.component?.disposition) return [];
  const id = context.newId();
  const opening: Command = {
    on: "inquiry",
    id,
    command: {
      type: "OPEN",
      number: context.newInquiryNumber(),
      componentId: file.componentId,
      divisionCode: file.divisionCode,
      danger: file.danger,
      origin: "CASE",
      caseId: file.id,
      candidates: [...context.candidates],
      modelVersion: context.modelVersion,
    },
  };
  return [opening];
}

function reactToInquiry(
  { id, event }: Extract<StreamEvent, { stream: "inquiry" }>,
  dossier: Dossier,
  context: Context,
): Command[] {
  const inquiry = dossier.inquiries.find((known) => known.id === id);
  if (!inquiry) return [];
  const { componentId } = inquiry;
  switch (event.kind) {
    case "INQUIRY_OPENED":
      return [
        ...inquiry.caseIds.map((caseId) => link(caseId, id)),
        // An inquiry that somebody opens by hand is about the cases there are, too.
        ...dossier.cases
          .filter((known) => caseOpen(known) && known.filedAt && !inquiry.caseIds.includes(known.id))
          .flatMap((known) => linked(known, id, dossier)),
        ...writeLetters(
          inquiry,
          event.data.candidates.map((candidate) => candidate.unitId),
          context,
        ),
      ];
    case "LETTERS_SENT":
      // The letters are the prompt notice to the beneficiary that 民法典 982 asks of whoever acts for another.
      return openCases(inquiry, dossier).map((file) => ({
        on: "case",
        id: file.id,
        command: {
          type: "RECORD_NOTICE",
          unitIds: event.data.letters.map((letter) => letter.unitId),
          channel: "INQUIRY_LETTER",
        },
      }));
    case "OWNERSHIP_DISCLAIMED":
      return disclaimed(event.data, inquiry, dossier, context);
    case "OWNER_DETERMINED": {
      const { unitId, from } = event.data;
      const owner: Command = {
        on: "component",
        id: componentId,
        command: { type: "ASSIGN_ROLE", role: "owner", unitId, from, basis: "DETERMINATION", basisRef: id },
      };
      return [
        owner,
        ...(inquiry.backstop ? [] : relieved(componentId, dossier, context)),
        ...openCases(inquiry, dossier).map((file): Command => ({
          on: "case",
          id: file.id,
          command: { type: "NOTE_OWNER", unitId, from },
        })),
      ];
    }
    case "BACKSTOP_SIGNED": {
      const { custodianUnitId, from } = event.data;
      return [
        {
          on: "component",
          id: componentId,
          command: {
            type: "ASSIGN_ROLE",
            role: "interim_custodian",
            unitId: custodianUnitId,
            from,
            basis: "BACKSTOP",
            basisRef: id,
          },
        },
      ];
    }
    case "BACKSTOP_ENDED":
      return [
        {
          on: "component",
          id: componentId,
          command: { type: "END_ROLE", role: "interim_custodian", on: event.data.on, basis: "DETERMINATION" },
        },
      ];
    case "PRIVATE_CONFIRMED": {
      const { managerUnitId } = event.data;
      const premises: Command = {
        on: "component",
        id: componentId,
        command: { type: "SET_DISPOSITION", disposition: "PRIVATE", inquiryId: id },
      };
      const today = dayOf(context.now);
      const manager: Command[] = managerUnitId
        ? [
            {
              on: "component",
              id: componentId,
              command: {
                type: "ASSIGN_ROLE",
                role: "maintainer",
                unitId: managerUnitId,
                from: today,
                basis: "PRIVATE_PREMISES",
                basisRef: id,
              },
            },
          ]
        : [];
      return [premises, ...(inquiry.backstop ? [] : relieved(componentId, dossier, context)), ...manager];
    }
    default:
      return [];
  }
}
