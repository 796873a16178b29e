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
  /** When a danger of a case was spoken of first, since it was safe the last time, and when last. */
  readonly spoken: Readonly<Record<string, { readonly first: Instant; readonly last: Instant }>>;
  /** When a case was made safe, with a picture from the spot. */
  readonly safeAt: Readonly<Record<string, Instant>>;
  /** Cases in which a request waits that came with a picture. */
  readonly pictured: readonly string[];
  /** Suspended cases whose repair had run out before. */
  readonly lateAsleep: readonly string[];
}

export const WATCHED_NOTHING: Watch = {
  unsafe: [],
  spoken: {},
  safeAt: {},
  pictured: [],
  lateAsleep: [],
};

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
  { id, event, cause }: OnCase,
  before: CaseFile | undefined,
  actor: Actor,
  after: Moment,
): Watch {
  const at = event.occurredAt ?? after.now;
  switch (event.kind) {
    case "CASE_REPORTED":
    case "CASE_FILED":
    case "VERIFICATION_RECORDED":
    case "REPORT_ADDED":
      return event.data.danger ? spokenOf(watch, id, at) : watch;
    case "DANGER_REASSESSED":
      // What follows from a merger, nobody has spoken: it was said when it was reported.
      if (event.data.danger && cause !== null) return { ...watch, unsafe: withId(watch.unsafe, id) };
      if (event.data.danger) return spokenOf(watch, id, at);
      return endedByTwo(watch, id, before, actor)
        ? { ...watch, unsafe: without(watch.unsafe, id), pictured: without(watch.pictured, id) }
        : watch;
    case "CASE_MADE_SAFE":
      return event.data.photoIds.length > 0 && at >= (watch.spoken[id]?.first ?? at)
        ? { ...watch, unsafe: without(watch.unsafe, id), safeAt: { ...watch.safeAt, [id]: at } }
        : watch;
    case "CASE_MERGED":
      return watch.unsafe.includes(id) ? mergedInto(watch, id, event.data.into) : watch;
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

/** Somebody says that it is a danger: at first, or again. */
function spokenOf(watch: Watch, id: string, at: Instant): Watch {
  const first = watch.unsafe.includes(id) ? (watch.spoken[id]?.first ?? at) : at;
  return {
    ...watch,
    unsafe: withId(watch.unsafe, id),
    spoken: { ...watch.spoken, [id]: { first, last: at } },
  };
}

/** The other case has it now; unless it is one that was made safe since anybody has spoken of this one. */
function mergedInto(watch: Watch, id: string, into: string): Watch {
  const spoken = watch.spoken[id];
  const safeAt = watch.unsafe.includes(into) ? undefined : watch.safeAt[into];
  const safe = spoken && safeAt !== undefined && spoken.last <= safeAt;
  const known = watch.unsafe.includes(into) ? watch.spoken[into] : undefined;
  const others = without(watch.unsafe, id);
  return {
    ...watch,
    unsafe: safe ? others : withId(others, into),
    ...(spoken && { spoken: { ...watch.spoken, [into]: known ?? spoken } }),
  };
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
