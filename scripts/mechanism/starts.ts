import { lateDanger } from "../../server/domain/case/danger.ts";
import { openClaims } from "../../server/domain/inquiry/state.ts";
import type { Command } from "../../server/domain/mechanism/dossier.ts";
import type { InquiryState } from "../../server/domain/names.ts";
import { LONG_AGO } from "./alphabet.ts";
import { COMPONENT, NOBODY, WATER } from "./cast.ts";
import { given, UNBORN, type Life } from "./life.ts";
import type { Offers, Slice } from "./offers.ts";
import { typeOf, type Move } from "./moves.ts";
import { pursue, type Aim } from "./pursue.ts";

/** A dossier to begin from, and what it is called in a story. */
export interface Start {
  readonly name: string;
  readonly life: Life;
  /** Where a search of one track alone begins: what differs only on the other track is left to the search of everything. */
  readonly tracks: readonly Slice[];
}

const REGISTERED: Command = {
  on: "component",
  id: COMPONENT,
  command: {
    type: "REGISTER",
    divisionCode: "440604011",
    classCode: "0102",
    classGroup: "COVER",
    position: { lonE7: 1130500000, latE7: 230300000 },
    accuracyCm: 100,
    sourceCrs: "EPSG:4490",
    provisional: false,
    restricted: false,
    address: "张槎一路",
    dataSource: "SURVEY",
    attributes: {},
    code: { scheme: "A", code: "4406040102000001", from: "2020-01-01", to: null },
    photoIds: [],
  },
};
const OWNED: Command = {
  on: "component",
  id: COMPONENT,
  command: {
    type: "ASSIGN_ROLE",
    role: "owner",
    unitId: WATER,
    from: "1990-01-01",
    basis: "IMPORT",
    basisRef: null,
  },
};

const asked = ["SEND_LETTERS", "OPEN"];
const over = [...asked, "time"];
const looked = ["RECORD_SITE_SURVEY", "CHECK_PARCEL"];
const inState = (state: InquiryState) => (life: Life) => life.dossier.inquiries.at(-1)?.state === state;
const proven = ({ dossier }: Life) =>
  dossier.inquiries.some(({ evidence }) =>
    evidence.some(({ unitId, photoIds }) => unitId && photoIds?.length),
  );
const argument = (move: Move, field: string) =>
  move.kind === "command" ? move.template.given[field] : undefined;
const claims = (n: number) => (life: Life) =>
  life.dossier.inquiries.some((known) => openClaims(known).length === n);
const caseIn = (state: string) => (life: Life) => life.dossier.cases.some((known) => known.state === state);

/** How each kind of dossier comes about, from one that is there already. */
const WAYS: readonly (readonly [name: string, from: string, aim: Aim])[] = [
  [
    "an ownerless cover, its likely owners asked",
    "an ownerless cover",
    { steps: asked, reached: inState("CONSULTING") },
  ],
  ["... claimed by one", "an ownerless cover", { steps: ["ANSWER", ...asked], reached: claims(1) }],
  ["a contested cover", "an ownerless cover", { steps: ["ANSWER", ...asked], reached: claims(2) }],
  [
    "... by two, of whom one has its drawing on file",
    "a contested cover",
    { steps: ["ADD_EVIDENCE"], reached: (life) => proven(life) },
  ],
  ["... nobody answered", "an ownerless cover", { steps: over, reached: inState("SITE_SURVEY") }],
  [
    "a cover determined through an inquiry",
    "... claimed by one",
    {
      steps: ["CONFIRM_DETERMINATION", "PROPOSE_DETERMINATION", "ADD_EVIDENCE"],
      reached: inState("DETERMINED"),
    },
  ],
  [
    "... announced",
    "... nobody answered",
    { steps: ["PUBLISH_NOTICE", ...looked, "ADD_EVIDENCE", "time"], reached: inState("NOTICE") },
  ],
  [
    "a cover in backstop",
    "... announced",
    { steps: ["SIGN_BACKSTOP", "PROPOSE_BACKSTOP", ...looked, "time"], reached: inState("BACKSTOP") },
  ],
  [
    "a private cover",
    "... nobody answered",
    { steps: ["CONFIRM_PRIVATE", "PROPOSE_PRIVATE", ...looked], reached: inState("PRIVATE") },
  ],
  [
    "a cover owned since 1990, and a paper of 1985 that says whose it was",
    "a cover owned by the register since 1990",
    {
      steps: ["PROPOSE_DETERMINATION", "ADD_EVIDENCE", "OPEN"],
      not: (move) => typeOf(move) === "PROPOSE_DETERMINATION" && argument(move, "from") !== LONG_AGO,
      reached: ({ dossier }) =>
        dossier.inquiries.some(({ proposal }) => proposal?.kind === "DETERMINATION" && proposal.corrects),
    },
  ],
  [
    "a retired cover",
    "an ownerless cover",
    { steps: ["CONFIRM_CHANGE", "RETIRE"], reached: ({ dossier }) => dossier.component?.retired === true },
  ],
];

/** Matters on top of these. */
const HOLES: readonly (readonly [name: string, aim: Aim])[] = [
  [
    "a hole filed",
    {
      steps: ["FILE", "REPORT"],
      reached: (life) => life.dossier.cases.some(({ filedAt, danger }) => filedAt && danger),
    },
  ],
  [
    "a hole guarded that nobody made safe in time",
    {
      steps: ["GUARD", "FILE", "REPORT", "time"],
      reached: ({ dossier: { cases } }) =>
        cases.some((file) => file.guardedAt && file.substituteHandling && lateDanger(file)),
    },
  ],
  ["a hole made safe", { steps: ["MAKE_SAFE", "FILE", "DISPATCH", "REPORT"], reached: caseIn("MADE_SAFE") }],
  [
    "a repair to check",
    { steps: ["REPAIR", "MAKE_SAFE", "FILE", "DISPATCH", "REPORT"], reached: caseIn("REPAIRED") },
  ],
];

export function startsOf(offers: Offers): readonly Start[] {
  const found = new Map<string, Life>();
  const born = given(UNBORN, NOBODY.actor, REGISTERED, UNBORN.now)?.after;
  if (!born) throw new Error("nothing can be registered");
  found.set("an ownerless cover", born);
  const owned = given(born, NOBODY.actor, OWNED, born.now)?.after;
  if (owned) found.set("a cover owned by the register since 1990", owned);
  for (const [name, from, aim] of WAYS) {
    const life = found.get(from);
    const there = life && pursue(life, offers, aim);
    if (there) found.set(name, there.life);
  }
  const starts = [...found].map(([name, life]): Start => ({
    name: name.replace("...", "an ownerless cover,"),
    life,
    tracks: KINDS.includes(name) ? ["safety", "ownership"] : ["ownership"],
  }));
  return [...starts, ...starts.flatMap((start) => withHoles(start, offers))];
}

/** Kinds of dossiers that the safety track tells apart. */
const KINDS: readonly string[] = [
  "an ownerless cover",
  "a cover owned by the register since 1990",
  "a cover in backstop",
  "a private cover",
  "a retired cover",
];

function withHoles({ name, life, tracks }: Start, offers: Offers): Start[] {
  return HOLES.flatMap(([matter, aim]) => {
    const there = pursue(life, offers, { ...aim, not: (move) => typeOf(move) === "OPEN" || bare(move) });
    if (!there) return [];
    const told = tracks.filter((track) => track === "safety" || matter === "a hole filed");
    return [{ name: `${name}, ${matter}`, life: there.life, tracks: told }];
  });
}

/** Without a picture, or with one that was used before. */
function bare(move: Move): boolean {
  return Array.isArray(argument(move, "photoIds")) && typeOf(move) !== "REPORT";
}
