import { caseOpen, openDanger } from "../../../server/domain/case/state.ts";
import { atWork } from "../../../server/domain/case/unit-gone.ts";
import { DEPARTMENT, THE_SAME_PHOTO, UPLOADED_AGAIN } from "../cast.ts";
import { caseOf, first, onCases, type Never } from "./never.ts";

/** The other upload of the same bytes, said apart from what the product knows of pictures. */
const sameBytes = (photo: string): string =>
  photo === UPLOADED_AGAIN ? THE_SAME_PHOTO : photo === THE_SAME_PHOTO ? UPLOADED_AGAIN : photo;

/** Nobody talks a hole away. */
export const DANGER: readonly Never[] = [
  {
    name: "guard 1: a reported danger that is not made safe is open somewhere",
    broken: ({ after }) =>
      first(after.watch.unsafe, (id) => {
        const file = caseOf(after, id);
        if (file && openDanger(file)) return null;
        if (file && !caseOpen(file)) return `its case is ${file.state}`;
        return file?.danger ? "it is called safe" : "it is called harmless";
      }),
  },
  {
    name: "guard 1: no danger ends closed, asleep or void",
    broken: ({ before, after }) =>
      first(after.dossier.cases, (file) => {
        const old = caseOf(before, file.id);
        if (!old || old.state === file.state || !openDanger(old)) return null;
        const over = !caseOpen(file) && file.state !== "MERGED";
        return over || file.state === "SUSPENDED" ? `${file.state} with the hole open` : null;
      }),
  },
  {
    name: "guard 1: what is guarded, made safe, repaired or called harmless has a picture of its own",
    broken: (step) =>
      first(["CASE_GUARDED", "CASE_MADE_SAFE", "CASE_REPAIRED", "REQUEST_MADE"] as const, (kind) =>
        first(onCases(step, kind), ({ data }) => {
          if ("kind" in data && data.kind !== "DANGER_OVER") return null;
          const { photoIds = [] } = data;
          if (photoIds.length === 0) return `${kind} without a picture`;
          const known = step.before.dossier.cases.flatMap((file) => file.photoIds);
          const old = (photo: string) => known.includes(photo) || known.includes(sameBytes(photo));
          return photoIds.every(old) ? `${kind} with an old picture` : null;
        }),
      ),
  },
  {
    name: "guard 1: across a boundary, who acts at a hole that nobody closed in time stays there",
    broken: ({ before, after, command }) =>
      command === null || !["HAND_OVER", "DECIDE_STREET"].includes(command.command.type)
        ? null
        : first(before.dossier.cases, (old) => {
            const file = caseOf(after, old.id);
            const late = old.deadlines.some(
              ({ kind, firedAt, metAt }) => kind === "MAKE_SAFE" && firedAt !== null && metAt === null,
            );
            const stays = !file || atWork(file, DEPARTMENT) || !openDanger(file);
            return late && atWork(old, DEPARTMENT) && !stays ? "the street is sent home" : null;
          }),
  },
  {
    name: "guard 2: nobody acts in another's stead without a notice or an emergency",
    broken: ({ after }) =>
      first(after.dossier.cases, (file) =>
        file.substituteHandling && file.noticeAttempts === 0 && !file.emergencyReason?.trim()
          ? "substitute handling out of nothing"
          : null,
      ),
  },
];
