import { setImmediate } from "node:timers/promises";
import { asActor, type Actor, type Tx } from "../../db/actor.ts";
import type { Database } from "../../db/database.ts";
import { newId } from "../../db/id.ts";
import type { GapKind } from "../../domain/names.ts";
import { FARTHEST_M } from "../commands.ts";
import { activeModel, modelById } from "../models/active.ts";
import type { InferenceModel } from "../model.ts";
import { subjectsWhere, type PlacedSubject } from "../queries.ts";
import { rankWithin } from "../rank.ts";
import { Surroundings } from "../scene.ts";
import { boxAround, surroundingsIn, STREET_DIGITS, type Seen } from "../surroundings-queries.ts";
import {
  beginRun,
  closeRun,
  countShares,
  finishCell,
  inCell,
  nightDue,
  outsideDutyAreas,
  runToClose,
  takeCell,
  writeSuggestions,
  type Cell,
} from "./run-queries.ts";
import { suggestionOf, type Suggestion } from "./suggestion.ts";

/** The run itself: what it writes is derived, nobody's decision. */
export const CLEAN_UP: Actor = { accountId: null, role: "SYSTEM", unitId: null, username: "clean-up" };

/** Subjects of one cell read at once; a cell with more is gone through page by page. */
const PAGE = 500;
/** Ranked in one go before other requests get their turn: about ten milliseconds. */
const BREATH = 25;
/** A unit's line within this counts as a network within reach. */
const NETWORK_REACH_M = 30;

/** Begins a run. Answers its id, or undefined where one is going on (or tonight's has been) already. */
export async function begin(
  tx: Tx,
  origin: "NIGHT" | "DEMAND",
  night: string | null,
): Promise<string | undefined> {
  const id = newId();
  const { version } = await activeModel(tx);
  if (!(await beginRun(tx, { id, origin, night, modelVersion: version }))) return undefined;
  await countShares(tx);
  return id;
}

/** Begins the night's run when its hour has come. Two processes that try at once begin one. */
export async function beginAtNight(database: Database, hour: number): Promise<boolean> {
  const night = await nightDue(database, hour);
  if (night === null) return false;
  return (await asActor(database, CLEAN_UP, (tx) => begin(tx, "NIGHT", night))) !== undefined;
}

/**
 * One step of whatever run is going on: ranks one cell, or closes the run when all are done. False where there is nothing to do.
 * Reads and ranks outside any transaction and writes in a short one, so that nobody waits; a crash loses one cell's work, which
 * another step does again with the same result.
 */
export async function step(database: Database): Promise<boolean> {
  const cell = await takeCell(database);
  if (cell) {
    await rankCell(database, cell);
    return true;
  }
  const ended = await runToClose(database);
  if (!ended) return false;
  await asActor(database, CLEAN_UP, (tx) => closeRun(tx, ended));
  return true;
}

/** What the components of one street in one cell are ranked by. */
interface Around {
  readonly surroundings: Surroundings;
  readonly model: InferenceModel;
  /** Components that no duty area covers, whoever's. */
  readonly offDuty: ReadonlySet<string>;
}

async function rankCell(database: Database, cell: Cell): Promise<void> {
  let [ranked, changed] = [0, 0];
  let after: string | null = null;
  const seen = new Map<string, Around>();
  const offDuty = await outsideDutyAreas(database, cell);
  for (;;) {
    const subjects: PlacedSubject[] = await subjectsWhere(database, inCell(cell, after), PAGE);
    const suggestions: Suggestion[] = [];
    for (const subject of subjects) {
      const street = subject.divisionCode.slice(0, STREET_DIGITS);
      const around = seen.get(street) ?? (await lookAround(database, cell, street, offDuty));
      seen.set(street, around);
      suggestions.push(rank(around, subject));
      if (suggestions.length % BREATH === 0) await setImmediate();
    }
    ranked += subjects.length;
    after = subjects.at(-1)?.id ?? null;
    const last = subjects.length < PAGE;
    const before = changed;
    changed = await asActor(database, CLEAN_UP, async (tx) => {
      const all = before + (await writeSuggestions(tx, suggestions));
      if (last) await finishCell(tx, cell, ranked, all);
      return all;
    });
    if (last) return;
  }
}

async function lookAround(
  database: Database,
  cell: Cell,
  street: string,
  offDuty: ReadonlySet<string>,
): Promise<Around> {
  const seen: Seen = await surroundingsIn(database, boxAround(cell, FARTHEST_M), street);
  const origin = { lon: (cell.west + cell.east) / 2, lat: (cell.south + cell.north) / 2 };
  const { activeModelId, ...context } = seen;
  const model = await modelById(database, activeModelId);
  return { surroundings: new Surroundings(context, origin), model, offDuty };
}

function rank(around: Around, subject: PlacedSubject): Suggestion {
  return suggestionOf(rankWithin(around.surroundings, subject, around.model), gapsAt(around, subject));
}

/** What is missing around one component; clusters are found when all are ranked. */
function gapsAt({ surroundings, offDuty }: Around, subject: PlacedSubject): GapKind[] {
  const lines = [...(surroundings.sceneOf(subject)?.linesOf.values() ?? [])].flat();
  const reached = lines.some(({ distance }) => distance <= NETWORK_REACH_M);
  return [
    ...(offDuty.has(subject.id) ? ["NO_DUTY" as const] : []),
    ...(reached ? [] : ["NO_NETWORK" as const]),
  ];
}
