import type { Life } from "./life.ts";
import { typeOf, type Move } from "./moves.ts";
import { componentMoves, openingMoves, reportMoves } from "./register-moves.ts";
import { alphabetOf, type Letters } from "./templates.ts";
import { POWER } from "./cast.ts";

/** More matters than this about one component show nothing new. */
const MOST_CASES = 2;
const MOST_INQUIRIES = 2;

/** Which of the moves a search makes. */
export type Slice = "everything" | "safety" | "ownership";

/** Moves of one kind of command at one place, made once and used in every state. */
export interface Bundle {
  readonly type: string;
  readonly from: readonly string[];
  readonly moves: readonly Move[];
}
const ANYWHERE: readonly string[] = [];
const made = (type: string, moves: readonly Move[]): Bundle => ({ type, from: ANYWHERE, moves });

/** All that may be tried in a life: by whom, to which matter, with which arguments. */
export class Offers {
  readonly #cases: readonly (readonly Bundle[])[];
  readonly #inquiries: readonly (readonly Bundle[])[];
  readonly #reports = [0, 1].map((at) => made("REPORT", reportMoves(at)));
  readonly #openings = [0, 1].map((at) => made("OPEN", openingMoves(at)));
  readonly #component = componentMoves().map((move) => made(typeOf(move), [move]));

  constructor() {
    const cases = alphabetOf("case");
    const inquiries = alphabetOf("inquiry");
    this.#cases = [0, 1].map((at) => cases.map((letters) => bundle("case", at, letters)));
    this.#inquiries = [0, 1].map((at) => inquiries.map((letters) => bundle("inquiry", at, letters)));
  }

  /** What the tables do not rule out at once, by kind of command, and time. */
  in(life: Life, slice: Slice = "everything"): readonly Bundle[] {
    const { cases, inquiries } = life.dossier;
    const offered: Bundle[] = [TIME];
    if (slice !== "ownership") {
      for (const [at, { state }] of cases.entries()) collect(offered, this.#cases[at], state);
      if (cases.length < MOST_CASES) offered.push(...this.#reports.slice(cases.length, cases.length + 1));
      if (cases.length > 0) offered.push(RULES);
    }
    if (slice !== "safety") {
      for (const [at, { state }] of inquiries.entries()) collect(offered, this.#inquiries[at], state);
      if (inquiries.length < MOST_INQUIRIES)
        offered.push(...this.#openings.slice(inquiries.length, inquiries.length + 1));
      offered.push(...this.#component);
    }
    return life.gone ? offered.map((bundle) => made(bundle.type, bundle.moves.filter(livesOn))) : offered;
  }
}

const TIME = made("time", [{ kind: "time" }]);
const RULES = made("rules", [{ kind: "rules" }]);

function collect(offered: Bundle[], bundles: readonly Bundle[] | undefined, state: string): void {
  for (const bundle of bundles ?? []) if (bundle.from.includes(state)) offered.push(bundle);
}

function bundle(on: "case" | "inquiry", at: number, { type, from, people, templates }: Letters): Bundle {
  const moves = templates.flatMap((template) =>
    people.map((person): Move => ({ kind: "command", on, at, person, template })),
  );
  return { type, from, moves };
}

/** Nobody signs in for a unit that is no more, and no form offers it. */
function livesOn(move: Move): boolean {
  if (move.kind !== "command") return true;
  const { person, template } = move;
  return (
    person.actor.unitId !== POWER &&
    Object.values(template.given).every(
      (value) => value !== POWER && !(Array.isArray(value) && value.includes(POWER)),
    )
  );
}
