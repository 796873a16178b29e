import { caseOpen, openDanger, type CaseFile } from "../../server/domain/case/state.ts";
import { runningOf } from "../../server/domain/clocks/deadline.ts";
import type { Dossier, Outcome } from "../../server/domain/mechanism/dossier.ts";
import type { Actor, Instant } from "../../server/domain/names.ts";
import { onePerson } from "./cast.ts";

/**
 * What an onlooker remembers, who believes no flag of the dossier: which holes were reported and not yet made safe with a picture
 * from the spot. The dossier must agree with him.
 */
export interface Watch {
  /** Cases with a danger that somebody reported and nobody has ended. */
  readonly unsafe: readonly string[];
  /** Cases in which a request waits that came with a picture. */
  readonly pictured: readonly string[];
  /** Suspended cases whose repair had run out before. */
  readonly lateAsleep: readonly string[];
}

export const WATCHED_NOTHING: Watch = { unsafe: [], pictured: [], lateAsleep: [] };

interface Moment {
  readonly dossier: Dossier;
  readonly now: Instant;
}

/** What he remembers after this. */
export function watched(
  before: Moment & { readonly watch: Watch },
  after: Moment,
  actor: Actor,
  outcomes: readonly Outcome[],
): Watch {
  let watch = before.watch;
  for (const outcome of outcomes) {
    if (outcome.stream !== "case") continue;
    const file = before.dossier.cases.find(({ id }) => id === outcome.id);
    watch = seen(watch, outcome, file, actor, after);
  }
  return watch;
}

type OnCase = Extract<Outcome, { stream: "case" }>;

function seen(
  watch: Watch,
  { id, event }: OnCase,
  before: CaseFile | undefined,
  actor: Actor,
  after: Moment,
): Watch {
  switch (event.kind) {
    case "CASE_REPORTED":
    case "CASE_FILED":
    case "VERIFICATION_RECORDED":
      return event.data.danger ? { ...watch, unsafe: withId(watch.unsafe, id) } : watch;
    case "DANGER_REASSESSED":
      if (event.data.danger) return { ...watch, unsafe: withId(watch.unsafe, id) };
      return endedByTwo(watch, id, before, actor)
        ? { ...watch, unsafe: without(watch.unsafe, id), pictured: without(watch.pictured, id) }
        : watch;
    case "CASE_MADE_SAFE":
      return event.data.photoIds.length > 0 ? { ...watch, unsafe: without(watch.unsafe, id) } : watch;
    case "CASE_MERGED":
      return watch.unsafe.includes(id)
        ? { ...watch, unsafe: withId(without(watch.unsafe, id), event.data.into) }
        : watch;
    case "CASE_UNMERGED": {
      const apart = after.dossier.cases.find((file) => file.id === id);
      return apart && openDanger(apart) ? { ...watch, unsafe: withId(watch.unsafe, id) } : watch;
    }
    case "REQUEST_MADE": {
      const photoIds = Reflect.get(event.data, "photoIds") as readonly string[] | undefined;
      return photoIds?.length ? { ...watch, pictured: withId(watch.pictured, id) } : watch;
    }
    case "REQUEST_REFUSED":
      return { ...watch, pictured: without(watch.pictured, id) };
    case "CASE_SUSPENDED": {
      const repair = before && caseOpen(before) && runningOf(before.deadlines, "REPAIR");
      return repair && repair.dueAt <= after.now
        ? { ...watch, lateAsleep: withId(watch.lateAsleep, id) }
        : watch;
    }
    default:
      return watch;
  }
}

/** Asked by one with a picture, confirmed by another: then a danger may end without anybody having made it safe. */
function endedByTwo(watch: Watch, id: string, before: CaseFile | undefined, actor: Actor): boolean {
  const request = before?.request;
  return Boolean(request && !onePerson(actor, request.byAccountId) && watch.pictured.includes(id));
}

function withId(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids : [...ids, id];
}

function without(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((known) => known !== id) : ids;
}
