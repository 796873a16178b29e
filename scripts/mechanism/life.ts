import type { Pictures } from "../../server/domain/case/proofs.ts";
import type { RulePack } from "../../server/domain/clocks/rules.ts";
import type { Command, Context, Dossier, Outcome } from "../../server/domain/mechanism/dossier.ts";
import { perform } from "../../server/domain/mechanism/perform.ts";
import type { Actor, Instant } from "../../server/domain/names.ts";
import {
  DEPARTMENT,
  freshId,
  NEXT_STREET,
  POWER,
  RULES,
  START,
  THE_SAME_PHOTO,
  UPLOADED_AGAIN,
  WATER,
  WEEKDAYS,
} from "./cast.ts";
import { watched, WATCHED_NOTHING, type Watch } from "./watch.ts";

/** One moment in one street: the dossier, and what of the world and of its past it does not hold itself. */
export interface Life {
  readonly dossier: Dossier;
  readonly now: Instant;
  /** Ids that were given out so far. */
  readonly ids: number;
  /** The rule pack in force; a second one when somebody has edited it. */
  readonly rules: RulePack;
  /** The power company is no more. */
  readonly gone: boolean;
  readonly watch: Watch;
}

export const UNBORN: Life = {
  dossier: { component: null, cases: [], inquiries: [] },
  now: START,
  ids: 0,
  rules: RULES,
  gone: false,
  watch: WATCHED_NOTHING,
};

/** What somebody did, or time, and what followed. */
export interface Step {
  readonly before: Life;
  readonly after: Life;
  readonly actor: Actor;
  /** Null where the world changed without a command: a rule was edited. */
  readonly command: Command | null;
  readonly outcomes: readonly Outcome[];
}

/** What the register knows of pictures: two of the uploads are one. */
export const PICTURES: Pictures = { shownBy: { [UPLOADED_AGAIN]: THE_SAME_PHOTO }, used: [] };

const LIKELY = [
  { unitId: WATER, permille: 600 },
  { unitId: POWER, permille: 300 },
] as const;
const LIKELY_WITHOUT_POWER = LIKELY.slice(0, 1);

/** One at a time is decided, so that one counter is enough; a function made for each would cost more than the decision. */
let nextId = 0;
const newId = (): string => freshId(nextId++);
const newInquiryNumber = (): string => "Q";

/** Gives a command at a moment. Null where it is refused, or where nothing came of it. */
export function given(life: Life, actor: Actor, command: Command, now: Instant): Step | null {
  nextId = life.ids;
  const context: Context = {
    now,
    actor,
    calendar: WEEKDAYS,
    rulePack: life.rules,
    pinnedPacks: [RULES],
    newId,
    newInquiryNumber,
    candidates: life.gone ? LIKELY_WITHOUT_POWER : LIKELY,
    concernedUnitIds: [],
    premises: [],
    publicUnitIds: [DEPARTMENT, NEXT_STREET],
    modelVersion: null,
    liveLineUnits: [POWER],
    departmentUnitId: DEPARTMENT,
    custodianUnitId: DEPARTMENT,
    pictures: PICTURES,
  };
  const performed = perform(life.dossier, command, context);
  if ("refused" in performed || performed.outcomes.length === 0) return null;
  const { dossier, outcomes } = performed;
  const gone = life.gone || outcomes.some(({ event }) => event.kind === "HOLDER_SUCCEEDED");
  const after = { dossier, now, ids: nextId, rules: life.rules, gone, watch: life.watch };
  return {
    before: life,
    after: { ...after, watch: watched(life, after, actor, outcomes) },
    actor,
    command,
    outcomes,
  };
}
