import { assignments } from "../../../server/domain/case/assignments.ts";
import { foldInto } from "../../../server/domain/mechanism/fold.ts";
import { caseOf, first, inquiryOf, type Never } from "./never.ts";

let turn = 0;
const EVERY = 50;

/** What is written down is what happened, and says no more than it may. */
export const HISTORY: readonly Never[] = [
  {
    name: "the events, written down and read again, give the dossier",
    broken: ({ before, after, outcomes }) => {
      // It costs as much as all the others; what is told wrong is told wrong often.
      if (turn++ % EVERY !== 0) return null;
      let told = before.dossier;
      for (const { stream, id, event } of outcomes)
        told = foldInto(told, { stream, id, event: JSON.parse(JSON.stringify(event)) }, after.now);
      return JSON.stringify(told) === JSON.stringify(after.dossier)
        ? null
        : "the history tells another story";
    },
  },
  {
    name: "guard 6: a change of class keeps the component and every code it had",
    broken: ({ before, after }) => {
      const was = before.dossier.component;
      const is = after.dossier.component;
      if (!was || !is || was === is) return null;
      if (was.id !== is.id) return "another component";
      return first(was.codes, ({ scheme, code, from }) =>
        is.codes.some((kept) => kept.scheme === scheme && kept.code === code && kept.from === from)
          ? null
          : `the code ${code} is gone`,
      );
    },
  },
  {
    name: "guard 7: a unit acts only where it was sent, asked or claims",
    broken: ({ before, actor, command }) => {
      if (actor.role !== "OWNER_UNIT" || !command || command.on === "component") return null;
      if (command.on === "case") {
        const file = caseOf(before, command.id);
        const sent = file && assignments(file).some(({ unitId }) => unitId === actor.unitId);
        return sent || command.command.type === "REPORT" ? null : "in a case to which it was never sent";
      }
      const inquiry = inquiryOf(before, command.id);
      const known =
        inquiry?.letters.some(({ unitId }) => unitId === actor.unitId) ||
        inquiry?.claims.some(({ unitId }) => unitId === actor.unitId) ||
        // What was entered in its name it reads, whatever it was asked.
        (inquiry?.proposal?.kind === "DISCLAIMER" && inquiry.proposal.unitId === actor.unitId);
      return known || ["ANSWER", "DISCLAIM"].includes(command.command.type)
        ? null
        : "in an inquiry it knows nothing of";
    },
  },
  {
    name: "guard 9: what a caller said stands beside the history, not in it",
    broken: ({ outcomes }) =>
      first(outcomes, ({ event }) => {
        const notes = "notes" in event ? Object.values(event.notes ?? {}) : [];
        const text = notes.length > 0 ? JSON.stringify(event.data) : "";
        return notes.some((note) => text.includes(note)) ? "a note is in the leaf" : null;
      }),
  },
];
