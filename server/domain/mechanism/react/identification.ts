import { caseOpen, callsMissing, openDanger, type CaseFile } from "../../case/state.ts";
import type { ComponentEventData } from "../../component/events.ts";
import { inquiryOpen, unanswered, type Inquiry } from "../../inquiry/state.ts";
import type { Command, Context, Dossier } from "../dossier.ts";
import { holderNow } from "../holders.ts";
import { searchOn } from "./case.ts";
import { askNamed } from "./commands.ts";
import { found, lost } from "./lid.ts";
import { hidden } from "./relieving.ts";
import { responsible, sendByItself } from "./sending.ts";

/** What follows when a provisional component turns out to be a registered one, or not to be it after all. */

/** Everything about it goes there; its open inquiry ends where the same is asked there already. */
export function identified(
  { with: to, absorbedInto: into }: ComponentEventData["COMPONENT_IDENTIFIED"],
  { cases, inquiries }: Dossier,
): Command[] {
  const moves = (inquiry: Inquiry): Command[] => [
    { on: "inquiry", id: inquiry.id, command: { type: "MOVE", to } },
    ...(into && inquiryOpen(inquiry)
      ? [{ on: "inquiry", id: inquiry.id, command: { type: "ABSORB", into } } as const]
      : []),
  ];
  return [
    ...cases.map(({ id }): Command => ({ on: "case", id, command: { type: "MOVE", to } })),
    ...inquiries.flatMap(moves),
  ];
}

/**
 * What is known of the registered one holds for its cases now: its owner is told, its inquiry takes them in, its lid is what they
 * say. Who is at work goes on, and no safety clock moves.
 */
export function takenIn(
  { componentId: from }: ComponentEventData["PROVISIONAL_TAKEN_IN"],
  dossier: Dossier,
  context: Context,
): Command[] {
  const files = dossier.cases.filter(({ movedFrom }) => movedFrom === from);
  const came = dossier.inquiries.filter(({ moved }) => moved?.from === from);
  return [
    ...came.flatMap((inquiry) => asRestricted(inquiry, dossier)),
    ...(dossier.component?.restricted ? hidden(dossier, context) : []),
    ...files.flatMap((file) => ownerNoted(file, dossier, context)),
    ...files
      .filter((file) => caseOpen(file) && file.filedAt)
      .flatMap((file) => goesOn(file, dossier, context)),
    ...asksOn(came, dossier, context),
  ];
}

function ownerNoted(file: CaseFile, dossier: Dossier, context: Context): Command[] {
  const owner = holderNow(dossier, "owner", context);
  if (!owner || file.state === "VOID" || file.state === "MERGED") return [];
  const { unitId, from } = owner;
  return [{ on: "case", id: file.id, command: { type: "NOTE_OWNER", unitId, from } }];
}

function goesOn(file: CaseFile, dossier: Dossier, context: Context): Command[] {
  const answers = responsible(dossier, context);
  const told: Command[] =
    answers && answers !== file.unitId
      ? [
          {
            on: "case",
            id: file.id,
            command: { type: "RECORD_NOTICE", unitIds: [answers], channel: "IDENTIFIED" },
          },
        ]
      : [];
  return [
    ...lost(file, dossier),
    ...told,
    ...(openDanger(file) ? sendByItself(file, dossier, context) : []),
    ...searchOn(file, dossier, context),
  ];
}

/** Whoever has not answered here is asked there; the owner on record is asked what came with his component. */
function asksOn(came: readonly Inquiry[], dossier: Dossier, context: Context): Command[] {
  const owner = holderNow(dossier, "owner", context)?.unitId;
  const waiting = came.flatMap((inquiry) =>
    inquiry.absorbed ? unanswered({ ...inquiry, state: "CONSULTING" }).map(({ unitId }) => unitId) : [],
  );
  const open = dossier.inquiries.find(inquiryOpen);
  const known = open?.letters.map(({ unitId }) => unitId) ?? [];
  return [...new Set([...waiting, ...(owner ? [owner] : [])])]
    .filter((unitId) => !known.includes(unitId))
    .flatMap((unitId) => askNamed(unitId, dossier));
}

/** What came from there goes back, and nothing here is dangerous or without its lid because of it. */
export function separated(
  { componentId: to }: ComponentEventData["PROVISIONAL_SEPARATED"],
  dossier: Dossier,
): Command[] {
  const leaves = dossier.cases.filter(({ movedFrom }) => movedFrom === to);
  const staying = { ...dossier, cases: dossier.cases.filter((file) => !leaves.includes(file)) };
  const missed = leaves.find((file) => caseOpen(file) && callsMissing(file));
  const safe = staying.inquiries.filter(
    (inquiry) => inquiryOpen(inquiry) && inquiry.danger && inquiry.moved?.from !== to,
  );
  return [
    ...(missed ? found(missed, staying) : []),
    ...safe.flatMap(({ id, caseIds }): Command[] => {
      const caseId = leaves.find((file) => caseIds.includes(file.id))?.id;
      return caseId && !staying.cases.some(openDanger)
        ? [{ on: "inquiry", id, command: { type: "NOTE_SAFE", caseId } }]
        : [];
    }),
    ...leaves.map(({ id }): Command => ({ on: "case", id, command: { type: "MOVE", to } })),
    ...dossier.inquiries
      .filter(({ moved }) => moved?.from === to)
      .flatMap(({ id }): Command[] => [
        { on: "inquiry", id, command: { type: "MOVE", to } },
        { on: "inquiry", id, command: { type: "SEPARATE" } },
      ]),
  ];
}

/** A hole that has nobody's inquiry any more gets one of its own. */
export function apartAgain(dossier: Dossier, context: Context): Command[] {
  return [
    ...dossier.inquiries.flatMap((inquiry) => asRestricted(inquiry, dossier)),
    ...dossier.cases
      .filter((file) => caseOpen(file) && file.filedAt)
      .flatMap((file) => [...lost(file, dossier), ...searchOn(file, dossier, context)]),
  ];
}

function asRestricted({ id }: Inquiry, { component }: Dossier): Command[] {
  const restricted = component?.restricted ?? false;
  return [{ on: "inquiry", id, command: { type: "MARK_RESTRICTED", restricted } }];
}
