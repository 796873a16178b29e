import type { Actor, Defect } from "../../../server/domain/names.ts";
import { later } from "./cast.ts";
import { search } from "./ownership-stories.ts";
import { reportAndFile, type Course } from "./safety-stories.ts";
import type { Stage, Story } from "./stage.ts";

/** How far the work on the spot has come. */
type Reached = "DISPATCHED" | "ACKNOWLEDGED" | "GUARDED" | "MADE_SAFE";

/**
 * One of the cases that the town is in the middle of when somebody starts it: told relative to that moment, so that every
 * start finds the same waiting, whatever the minute. The paces of `underWay` and of the courses fit their ages.
 */
export interface Scene {
  readonly minutesAgo: number;
  readonly defect: Defect;
  readonly danger: boolean;
  readonly ownerless?: true;
  readonly stands: Course | Reached;
}

/** From the oldest to the newest. */
export const TAIL: readonly Scene[] = [
  // Three weeks are more than any limit for a broken lid, whatever holidays lie between.
  { minutesAgo: 21 * 1440, defect: "BROKEN", danger: false, stands: "ACKNOWLEDGED" },
  { minutesAgo: 2900, defect: "CRACKED", danger: true, stands: "OPEN_SUSPENDED" },
  { minutesAgo: 1300, defect: "CRACKED", danger: true, stands: "OPEN_SUSPENDED" },
  { minutesAgo: 600, defect: "CRACKED", danger: true, stands: "OPEN_SUSPENDED" },
  // Guarded and plated over in time; the repair is an hour late.
  { minutesAgo: 185, defect: "DISPLACED", danger: true, stands: "MADE_SAFE" },
  // Later than this afternoon it would have fallen to the department by itself.
  { minutesAgo: 170, defect: "NOISY", danger: false, stands: "OPEN_RETURNED" },
  { minutesAgo: 150, defect: "SUNKEN", danger: false, stands: "OPEN_EXTENSION" },
  { minutesAgo: 100, defect: "NOISY", danger: false, stands: "OPEN_RETURNED" },
  { minutesAgo: 75, defect: "SUNKEN", danger: false, stands: "OPEN_EXTENSION" },
  { minutesAgo: 60, defect: "CRACKED", danger: true, stands: "MADE_SAFE" },
  { minutesAgo: 35, defect: "MISSING", danger: true, ownerless: true, stands: "GUARDED" },
  { minutesAgo: 9, defect: "DISPLACED", danger: true, stands: "DISPATCHED" },
];

/** Reported, filed and dispatched (by itself, where nobody owns it), and as far on the spot as `reached` says: no further. */
export function* underWay(
  stage: Stage,
  at: string,
  owner: Actor | null,
  trueOwner: Actor | null,
  { defect, danger, stands: reached }: Scene,
): Story {
  const { chronicle, cast } = stage;
  const id = stage.newId();
  const file = () => chronicle.dossier.cases.find((known) => known.id === id);
  yield* reportAndFile(stage, id, at, defect, danger);
  if (owner) {
    const dispatched = later(at, 6);
    yield dispatched;
    const order = { unitId: owner.unitId ?? "", substituteHandling: false, emergencyReason: null };
    chronicle.onCase(dispatched, cast.seat, id, { type: "DISPATCH", ...order });
  } else {
    const inquiry = chronicle.dossier.inquiries.find((known) => known.caseIds.includes(id));
    if (inquiry) yield { beside: search(stage, inquiry.id, inquiry.openedAt, trueOwner, "CLAIMED") };
  }
  if (reached === "DISPATCHED") return;
  const actor: Actor = owner ?? { ...cast.dept, unitId: file()?.unitId ?? cast.dept.unitId };
  const acknowledged = later(at, 10);
  yield acknowledged;
  chronicle.onCase(acknowledged, actor, id, { type: "ACKNOWLEDGE" });
  if (reached === "ACKNOWLEDGED") return;
  const guarded = later(at, 19);
  yield guarded;
  const position = chronicle.dossier.component?.position ?? null;
  chronicle.onCase(guarded, actor, id, { type: "GUARD", photoIds: [stage.photo()], position });
  if (reached === "GUARDED") return;
  const safe = later(at, 48);
  yield safe;
  chronicle.onCase(safe, actor, id, {
    type: "MAKE_SAFE",
    photoIds: [stage.photo()],
    measure: "加装临时钢板并固定",
  });
}
