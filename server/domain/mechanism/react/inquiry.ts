import { caseOpen, openDanger } from "../../case/state.ts";
import { dayOf } from "../../clocks/working-time.ts";
import type { InquiryEventData } from "../../inquiry/events.ts";
import type { Inquiry } from "../../inquiry/state.ts";
import type { Command, Context, Dossier } from "../dossier.ts";
import { askNamed, assignRole, link, linked, openCases, relieved, writeLetters } from "./commands.ts";
import { disclaimed } from "./owner.ts";

/** What follows from what has happened to an inquiry; `inquiry` is the inquiry as it is after that. */
type Reactions = {
  readonly [K in keyof InquiryEventData]?: (
    inquiry: Inquiry,
    data: InquiryEventData[K],
    dossier: Dossier,
    context: Context,
  ) => readonly Command[];
};

export const INQUIRY_REACTIONS_TO: Reactions = {
  INQUIRY_OPENED: (inquiry, { candidates, asks }, dossier) => [
    ...inquiry.caseIds.map((caseId) => link(caseId, inquiry.id)),
    // An inquiry that somebody opens by hand is about the cases there are, too.
    ...dossier.cases
      .filter((known) => caseOpen(known) && known.filedAt && !inquiry.caseIds.includes(known.id))
      .flatMap((known) => linked(known, inquiry.id)),
    ...writeLetters(inquiry, asks ?? candidates.map(({ unitId }) => unitId)),
  ],
  // The letters are the prompt notice to the beneficiary that 民法典 982 asks of whoever acts for another.
  LETTERS_SENT: (inquiry, { letters }, dossier) => {
    const unitIds = letters.map(({ unitId }) => unitId);
    return openCases(inquiry, dossier).map(({ id }) => ({
      on: "case",
      id,
      command: { type: "RECORD_NOTICE", unitIds, channel: "INQUIRY_LETTER" },
    }));
  },
  ANSWER_RECORDED: (_inquiry, { namesUnitId }, dossier) => askNamed(namesUnitId, dossier),
  OWNERSHIP_DISCLAIMED: (inquiry, data, dossier, context) => disclaimed(data, inquiry, dossier, context),
  OWNER_DETERMINED: (inquiry, { unitId, from, corrects }, dossier, context) => [
    assignRole(inquiry, "owner", unitId, from, "DETERMINATION", corrects),
    ...announced(inquiry, context),
    ...relieved("interim_custodian", "DETERMINATION", dossier, context),
    ...(dossier.component?.disposition === "ABANDONED"
      ? [disposed(inquiry.componentId, null, inquiry.id)]
      : []),
    // Closed ones too: who has to answer for what was done there is known now.
    ...dossier.cases
      .filter(({ id, state }) => inquiry.caseIds.includes(id) && state !== "VOID" && state !== "MERGED")
      .map(({ id }): Command => ({ on: "case", id, command: { type: "NOTE_OWNER", unitId, from } })),
  ],
  INQUIRY_REOPENED: (inquiry, _data, dossier) => [
    ...dossier.cases
      .filter((known) => caseOpen(known) && known.filedAt)
      .flatMap((known) => linked(known, inquiry.id)),
    ...stale(inquiry, dossier),
  ],
  BACKSTOP_SIGNED: (inquiry, { custodianUnitId, from }, dossier, context) => [
    ...relieved("owner", "BACKSTOP", dossier, context),
    assignRole(inquiry, "interim_custodian", custodianUnitId, from, "BACKSTOP"),
  ],
  BACKSTOP_ENDED: ({ componentId: id }, { on }) => [
    {
      on: "component",
      id,
      command: { type: "END_ROLE", role: "interim_custodian", on, basis: "DETERMINATION" },
    },
  ],
  SHAFT_SEALED: ({ componentId, id: inquiryId }, _data, dossier, context) => [
    ...relieved("owner", "SEALING", dossier, context),
    ...relieved("interim_custodian", "SEALING", dossier, context),
    disposed(componentId, "ABANDONED", inquiryId),
  ],
  PRIVATE_CONFIRMED: (inquiry, { managerUnitId }, dossier, context) => [
    disposed(inquiry.componentId, "PRIVATE", inquiry.id),
    ...relieved("owner", "PRIVATE_PREMISES", dossier, context),
    ...relieved("interim_custodian", "PRIVATE_PREMISES", dossier, context),
    ...(managerUnitId
      ? [assignRole(inquiry, "maintainer", managerUnitId, dayOf(context.now), "PRIVATE_PREMISES")]
      : []),
  ],
};

/** What made it urgent was made safe while nobody looked at the inquiry. */
function stale({ id, danger, caseIds }: Inquiry, dossier: Dossier): Command[] {
  const caseId = caseIds.at(-1);
  return danger && caseId && !dossier.cases.some(openDanger)
    ? [{ on: "inquiry", id, command: { type: "NOTE_SAFE", caseId } }]
    : [];
}

function disposed(id: string, disposition: "PRIVATE" | "ABANDONED" | null, inquiryId: string): Command {
  return { on: "component", id, command: { type: "SET_DISPOSITION", disposition, inquiryId } };
}

function announced({ id }: Inquiry, { concernedUnitIds }: Context): Command[] {
  if (concernedUnitIds.length === 0) return [];
  return [{ on: "inquiry", id, command: { type: "ANNOUNCE_DETERMINATION", unitIds: concernedUnitIds } }];
}
