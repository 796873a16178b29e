import { callsMissing, openDanger, type CaseFile, type MergedReport } from "../../case/state.ts";
import { lateDanger } from "../../case/danger.ts";
import type { CaseEventData } from "../../case/events.ts";
import { INTERIM_CARE } from "../../component/state.ts";
import { inBackstop, inquiryOpen, type Candidate } from "../../inquiry/state.ts";
import type { Command, Context, Dossier } from "../dossier.ts";
import { holderNow } from "../holders.ts";
import { askNamed, custodian, linked, ownerConfirmed } from "./commands.ts";
import { fallToDepartment, fileByItself, nobodyCame, ranOut, responsible } from "./sending.ts";
import { found, lost, mended } from "./lid.ts";

/** What follows from what has happened to a case; `file` is the case as it is after that. */
type Reactions = {
  readonly [K in keyof CaseEventData]?: (
    file: CaseFile,
    data: CaseEventData[K],
    dossier: Dossier,
    context: Context,
  ) => readonly Command[];
};

export const CASE_REACTIONS_TO: Reactions = {
  CASE_FILED: (file, _data, dossier, context) => filed(file, dossier, context),
  DANGER_REASSESSED: (file, { danger, reasonCode }, dossier, context) =>
    danger
      ? endangered(file, dossier, context)
      : [...(sawTheLid(reasonCode) ? found(file, dossier) : []), ...safe(file, dossier)],
  VERIFICATION_RECORDED: (file) => fileByItself(file),
  // A return that names somebody else makes them a candidate; the second return ends dispatching (docs/domain.md#d20).
  CASE_RETURNED: (file, { namesUnitId }, dossier, context) => [
    ...askNamed(namesUnitId, dossier),
    ...(file.returns.length >= 2 ? atOneTable(file, dossier, context) : []),
    ...((file.unitId === null && (file.returns.length >= 2 || file.danger)) || lateDanger(file)
      ? fallToDepartment(file, dossier, context, "RETURNED")
      : []),
  ],
  CASE_ESCALATED: (file, { deadline }, dossier, context) => ranOut(deadline, file, dossier, context),
  STREET_DECIDED: (file, { divisionCode, unitId, document, from, until }) => [
    {
      on: "component",
      id: file.componentId,
      command: { type: "RECORD_STREET", divisionCode, unitId, document, from, until, caseId: file.id },
    },
  ],
  CASE_REPAIRED: (file, _data, dossier) => mended(file, dossier),
  CASE_MERGED: (file, { into }, dossier) => {
    const { id: caseId, number, channel, reportedAt, filedAt, reportCount: reports } = file;
    const report: MergedReport = {
      caseId,
      number,
      channel,
      reportedAt,
      filedAt,
      reports,
      danger: file.danger && file.madeSafeAt === null,
      ...(file.dangerSaid && { dangerSaid: file.dangerSaid }),
      defect: callsMissing(file) ? "MISSING" : file.defect,
      ...(file.physicalBefore && { physicalBefore: file.physicalBefore }),
    };
    return [{ on: "case", id: into, command: { type: "TAKE_REPORT", ...report } }, ...safe(file, dossier)];
  },
  // A case of its own again: what its filing set going goes on, also where the other case has ended meanwhile.
  CASE_UNMERGED: (file, { outOf }, dossier, context) => [
    { on: "case", id: outOf, command: { type: "SEPARATE_REPORT", caseId: file.id } },
    ...(file.filedAt ? filed(file, dossier, context) : fileByItself(file)),
  ],
  CASE_MADE_SAFE: (file, _data, dossier) => safe(file, dossier),
  CASE_CLOSED: (file, _data, dossier) => safe(file, dossier),
  CASE_VOIDED: (file, _data, dossier) => [...found(file, dossier), ...safe(file, dossier)],
  CASE_FORCED_CLOSED: (file, _data, dossier) => safe(file, dossier),
};

/** 边处置边寻找: somebody is sent, and its owner is looked for beside that. */
function filed(file: CaseFile, dossier: Dossier, context: Context): Command[] {
  const sent = file.unitId !== null || handledByOwner(dossier, context);
  return [
    ...lost(file, dossier),
    ...(sent ? [] : substituteHandling(file, dossier, context)),
    ...searchOn(file, dossier, context),
  ];
}

/**
 * Two units say that it is another's. Who owns it is asked of all of them, also where the register has an owner, and a meeting
 * follows when nobody claims it.
 */
function atOneTable(file: CaseFile, dossier: Dossier, context: Context): Command[] {
  const open = dossier.inquiries.find(inquiryOpen);
  const opening = open || !ownerConfirmed(dossier, context) ? [] : [doubt(file, dossier, context)];
  const id = open?.id ?? opening[0]?.id;
  if (id === undefined) return [];
  return [...opening, { on: "inquiry", id, command: { type: "PROPOSE_MEETING", caseId: file.id } }];
}

/** Whoever has returned it, whoever they named and the owner on record are asked with the likely ones. */
function doubt(file: CaseFile, dossier: Dossier, context: Context): Command {
  const involved = [
    responsible(dossier, context),
    ...file.returns.flatMap(({ namesUnitId, unitId }) => [namesUnitId, unitId]),
  ];
  const others = [...new Set(involved)].filter(
    (unitId): unitId is string =>
      unitId !== null &&
      unitId !== context.departmentUnitId &&
      !context.candidates.some((candidate) => candidate.unitId === unitId),
  );
  const candidates = [...context.candidates, ...others.map((unitId) => ({ unitId, permille: 0 }))];
  return opened(file, candidates, context);
}

/** What was seen on the spot, by two persons' word, leaves no lid missing. */
function sawTheLid(reasonCode: string | undefined): boolean {
  return reasonCode === "LID_PRESENT" || reasonCode === "NOT_FOUND";
}

/** It is a danger now, or again: somebody is sent, and whoever is asked from now on gets the shorter time. */
function endangered(file: CaseFile, dossier: Dossier, context: Context): Command[] {
  if (!file.filedAt) return fileByItself(file);
  const open = dossier.inquiries.find(inquiryOpen);
  return [
    ...lost(file, dossier),
    ...(file.unitId || handledByOwner(dossier, context) ? [] : substituteHandling(file, dossier, context)),
    ...(open ? linked(file, open.id) : []),
    ...(lateDanger(file) ? nobodyCame(file, dossier, context, "NOT_MADE_SAFE_IN_TIME") : []),
  ];
}

/** An owner is there who can be sent; to that of a restricted component the case does not exist (docs/domain.md#d26). */
function handledByOwner(dossier: Dossier, context: Context): boolean {
  return ownerConfirmed(dossier, context) && !dossier.component?.restricted;
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

/**
 * 先行处置: an ownerless danger goes at once to the custodian of a component in backstop, on private premises to their manager
 * on record (who does what is its own), else to the department of the place; the letters are its notice.
 */
function substituteHandling(file: CaseFile, dossier: Dossier, context: Context): Command[] {
  const answers = responsible(dossier, context);
  const unitId = answers ?? context.departmentUnitId;
  if (!file.danger || !unitId) return [];
  const own = answers !== null && custodian(dossier, context) === undefined;
  const emergencyReason = own ? null : "DANGER_WITHOUT_CONFIRMED_OWNER";
  const command = { type: "DISPATCH", unitId, substituteHandling: !own, emergencyReason } as const;
  return [{ on: "case", id: file.id, command }];
}

/**
 * A custodian whom a decision named that holds, here or before there was this register. One who stepped in for a unit that is no
 * more, or whose decision was taken back, is no answer to the question whose it is.
 */
function caughtBefore(dossier: Dossier, context: Context): boolean {
  const held = holderNow(dossier, "interim_custodian", context);
  if (!held) return false;
  return dossier.inquiries.some(inBackstop) || !["BACKSTOP", INTERIM_CARE].includes(held.basis);
}

/**
 * 边处置边寻找: the inquiry opens beside the case, or the one already open takes the case in, also where there is an owner on record.
 * In backstop the custodian answers for it, on private premises their people: nobody is asked again without new evidence.
 */
export function searchOn(file: CaseFile, dossier: Dossier, context: Context): Command[] {
  const open = dossier.inquiries.find(inquiryOpen);
  if (open) return linked(file, open.id);
  const answered = ownerConfirmed(dossier, context) || caughtBefore(dossier, context);
  return answered || dossier.component?.disposition ? [] : [opened(file, context.candidates, context)];
}

function opened(file: CaseFile, candidates: readonly Candidate[], context: Context): Command {
  return {
    on: "inquiry",
    id: context.newId(),
    command: {
      type: "OPEN",
      number: context.newInquiryNumber(),
      componentId: file.componentId,
      divisionCode: file.divisionCode,
      danger: openDanger(file),
      origin: "CASE",
      caseId: file.id,
      candidates: [...candidates],
      modelVersion: context.modelVersion,
    },
  };
}
