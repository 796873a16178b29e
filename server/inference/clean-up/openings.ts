import type { BodyOf } from "../../contract/endpoint.ts";
import type { openInBulk } from "../../contract/clean-up.ts";
import { ApiError, ERRORS, fillSentence } from "../../contract/errors.ts";
import { asActor, type Tx } from "../../db/actor.ts";
import { DatabaseUnavailable, type Database } from "../../db/database.ts";
import { newId } from "../../db/id.ts";
import { UNRESOLVED, type OwnershipStatus } from "../../domain/names.ts";
import { REASONS } from "../../domain/reasons.ts";
import { open } from "../../inquiries/commands.ts";
import { execute } from "../../store/execute.ts";
import {
  beginUndo,
  busyOpening,
  finishOpening,
  insertOpening,
  listGiven,
  lockForOpening,
  setTotal,
  settleItem,
  takeItem,
  type Busy,
  type Item,
  type ProblemRow,
} from "./opening-queries.ts";
import { CLEAN_UP } from "./run.ts";
import { listOpenable } from "./worklist-queries.ts";

/** One command takes no more: a district has fewer ownerless components, and units would drown in letters. */
const MOST_AT_ONCE = 20_000;

/** Writes down for what inquiries are to be opened; the job opens them. Throws conflict where more match than were shown. */
export async function request(tx: Tx, body: BodyOf<typeof openInBulk>): Promise<string> {
  const id = newId();
  await insertOpening(tx, id, "ids" in body ? { ids: body.ids.length } : body.filter);
  const total =
    "ids" in body ? await listGiven(tx, id, body.ids) : await listOpenable(tx, id, body.filter, body.except);
  if (total === 0)
    throw new ApiError("conflict", { reason: "nothing to open" }, { reason: "nothing_to_open" });
  if (total > MOST_AT_ONCE || (!("ids" in body) && total > body.expected))
    throw new ApiError("conflict", { reason: "more match now", count: total }, { reason: "more_match_now" });
  await setTotal(tx, id, total);
  return id;
}

/** Begins to withdraw what an opening opened. Throws not_found, conflict. */
export async function requestUndo(tx: Tx, id: string): Promise<void> {
  if (!(await beginUndo(tx, id)))
    throw new ApiError("conflict", { reason: "already undone" }, { reason: "already_undone" });
}

/**
 * One step of the oldest opening that is not finished: one component, in a transaction of its own and in the name of whoever asked,
 * through the ordinary command. The item's row is locked and settled in that transaction, so that neither a crash nor a second
 * process opens anything twice. False where there is nothing to do.
 */
export async function openingStep(database: Database): Promise<boolean> {
  const busy = await busyOpening(database);
  if (!busy) return false;
  const worked = await settleNext(database, busy);
  if (worked) return true;
  return await asActor(database, CLEAN_UP, (tx) => finishOpening(tx, busy));
}

async function settleNext(database: Database, busy: Busy): Promise<boolean> {
  const from = busy.state === "OPENING" ? "WAITING" : "OPENED";
  let taken: Item | undefined;
  try {
    return await asActor(database, busy.actor ?? CLEAN_UP, async (tx) => {
      taken = await takeItem(tx, busy.id, from);
      if (!taken) return false;
      if (!busy.actor) throw new ApiError("forbidden", { role: "-" });
      if (busy.state === "OPENING") {
        const inquiryId = await openOne(tx, taken.componentId);
        await settleItem(tx, busy.id, taken.n, "OPENED", inquiryId, null);
      } else {
        await withdrawOne(tx, taken);
        await settleItem(tx, busy.id, taken.n, "WITHDRAWN", null, null);
      }
      return true;
    });
  } catch (error) {
    // What passes by itself is tried again at the next turn; anything else is this component's answer, and the others go on.
    if (!taken || passes(error)) throw error;
    const { n } = taken;
    const problem =
      error instanceof ApiError
        ? {
            code: error.code,
            params: error.params,
            ...(error.extra.reason && { reason: error.extra.reason }),
          }
        : { code: "internal" as const, params: { requestId: busy.id } };
    const state = busy.state === "OPENING" ? "FAILED" : "KEPT";
    await asActor(database, CLEAN_UP, (tx) => settleItem(tx, busy.id, n, state, null, problem));
    return true;
  }
}

/** The engine is away for a moment, or somebody else has the component in hand. */
function passes(error: unknown): boolean {
  if (error instanceof ApiError) return error.code === "unavailable";
  const code: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined;
  return error instanceof DatabaseUnavailable || (typeof code === "string" && /^(40|55|57|08|53)/.test(code));
}

async function openOne(tx: Tx, componentId: string): Promise<string> {
  const component = await lockForOpening(tx, componentId);
  if (!component) throw new ApiError("not_found");
  if (component.retired || !UNRESOLVED.includes(component.status as OwnershipStatus))
    throw new ApiError("conflict", { reason: component.status }, { reason: "not_ownerless" });
  const { id } = await open(tx, { componentId, origin: "REGISTRY" });
  return id;
}

async function withdrawOne(tx: Tx, { inquiryId }: Item): Promise<void> {
  if (inquiryId === null) return;
  await execute(tx, {
    target: { inquiry: inquiryId },
    asSystem: true,
    commands: () => [{ on: "inquiry", id: inquiryId, command: { type: "UNDO_OPENING" } }],
  });
}

/** Why a component of an opening was left as it is, in both languages. */
export function toldProblem({ problemCode, params }: ProblemRow): { zh: string; en: string } {
  const given = params ?? {};
  const own = OWN_REASONS[String(given["reason"])];
  if (own) return { zh: fillSentence(own[0], given), en: fillSentence(own[1], given) };
  const sentences = ERRORS[(problemCode ?? "internal") as keyof typeof ERRORS] ?? ERRORS.internal;
  const reason = REASONS[String(given["reason"]) as keyof typeof REASONS] as
    | readonly [string, string]
    | undefined;
  const [zh, en] = [sentences[1], sentences[2]];
  return {
    zh: fillSentence(zh, { ...given, ...(reason && { reason: fillSentence(reason[0], given) }) }),
    en: fillSentence(en, { ...given, ...(reason && { reason: fillSentence(reason[1], given) }) }),
  };
}

const OWN_REASONS: Readonly<Record<string, readonly [string, string]>> = {
  not_ownerless: [
    "该部件已不属无主待查（兜底中的由班长或召集人重新启动确权）。",
    "The component is not ownerless any more; one in backstop is reopened by the shift lead or the convener.",
  ],
};
