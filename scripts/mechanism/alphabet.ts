import { dayOf } from "../../server/domain/clocks/working-time.ts";
import {
  caseId,
  DEPARTMENT,
  NEXT_STREET,
  photoId,
  POWER,
  reportersPhoto,
  THE_SAME_PHOTO,
  UPLOADED_AGAIN,
  WATER,
} from "./cast.ts";
import type { Life } from "./life.ts";
import { WORDS } from "./schema-values.ts";

/** A value that depends on when and where it is given. `word` is how a story calls it. */
export class Later {
  readonly word: string;
  /** In that life, for the matter at that place; undefined where it cannot be said there. */
  readonly of: (life: Life, at: number) => unknown;
  constructor(word: string, of: (life: Life, at: number) => unknown) {
    this.word = word;
    this.of = of;
  }
}

const days = (life: Life, n: number): string =>
  dayOf(new Date(Date.parse(life.now) + n * 86_400_000).toISOString());
const moment = (life: Life, minutes: number): string =>
  new Date(Date.parse(life.now) + minutes * 60_000).toISOString();

const TODAY = new Later("today", (life) => days(life, 0));
/** Before anybody in the register owned it. */
export const LONG_AGO = "1985-01-01";
const IN_TEN_DAYS = new Later("in ten days", (life) => moment(life, 14_400));
const HALF_AN_HOUR_AGO = new Later("half an hour ago", (life) => moment(life, -30));
/** One that was never used: the number grows with every id and every picture of a case. */
const A_PHOTO = new Later("with a photo", ({ ids, dossier: { cases } }) => [
  photoId(cases.reduce((used, { photoIds }) => used + photoIds.length, ids + cases.length * 1000)),
]);
const THE_REPORTERS_PHOTO = new Later("with the reporter's photo", (_life, at) => [reportersPhoto(at)]);
const OTHER_CASE = new Later("the other case", (_life, at) => caseId(at === 0 ? 1 : 0));

const A_FILE = new Later("with a file", (life) => [
  { kind: "AS_BUILT_DRAWING", photoIds: [photoId(life.ids + 1)] },
]);

export type Values = readonly unknown[];
export type Fields = Readonly<Record<string, Values>>;

/** Combinations of values by field; several of them where not every combination is worth its time. */
export interface Tried {
  readonly with?: readonly Fields[];
  /** By whom, of those who may: one of each role where nothing is said. */
  readonly by?: readonly string[];
}

/** What to try for a field of that name, whichever command has it. What is not here, its schema says. */
export const BY_FIELD: Fields = {
  notes: [undefined],
  photoIds: [[], A_PHOTO],
  reasonCode: [WORDS],
  channel: ["PATROL"],
  defect: ["MISSING", "NOISY"],
  unitId: [WATER, POWER],
  unitIds: [[WATER], [WATER, POWER]],
  namesUnitId: [null, POWER],
  managerUnitId: [null, POWER],
  custodianUnitId: [DEPARTMENT],
  areaId: [null],
  from: [TODAY, LONG_AGO],
  on: [TODAY],
  until: [IN_TEN_DAYS],
  occurredAt: [undefined],
  into: [OTHER_CASE],
  position: [null],
  reviewOn: [null],
  nextReviewOn: [null],
  measure: ["a steel plate"],
  material: [null],
  loadClass: [null],
  evidence: [[], A_FILE],
  observation: [{}],
  inspectionIntervalDays: [30],
};

const ON_THE_SPOT_LATE: Fields = { occurredAt: [undefined, HALF_AN_HOUR_AGO] };
const PICTURED: Fields = { photoIds: [[], A_PHOTO, [THE_SAME_PHOTO], [UPLOADED_AGAIN], THE_REPORTERS_PHOTO] };
/** Whoever may be asked for, and whoever may be the second. */
const SEAT_AND_LEAD = ["seat operator", "shift lead", "shift lead at the seat"];
const LEADS = ["shift lead", "second shift lead", "convener", "second convener"];

/**
 * Every command of the safety track by name, with what differs from the fields above. A command that is not named here is searched
 * by its schema all the same, and fails a test: somebody has to think about which of its arguments matter.
 */
export const CASE_ALPHABET: Readonly<Record<string, Tried>> = {
  FILE: { by: SEAT_AND_LEAD },
  REQUEST_VERIFICATION: {},
  RECORD_VERIFICATION: {},
  DISPATCH: {
    with: [
      { unitId: [WATER, DEPARTMENT], substituteHandling: [false], emergencyReason: [null] },
      { unitId: [DEPARTMENT], substituteHandling: [true], emergencyReason: [null, WORDS] },
    ],
    by: ["seat operator"],
  },
  ACKNOWLEDGE: {},
  GUARD: { with: [PICTURED, { ...ON_THE_SPOT_LATE, photoIds: [A_PHOTO] }] },
  MAKE_SAFE: { with: [PICTURED, { ...ON_THE_SPOT_LATE, photoIds: [A_PHOTO] }] },
  REPAIR: { with: [PICTURED] },
  PASS_CHECK: { with: [PICTURED], by: ["grid worker", "second grid worker", "shift lead"] },
  ORDER_REWORK: { by: ["grid worker", "shift lead"] },
  CLOSE: {},
  RETURN: {},
  HAND_OVER: { with: [{ divisionCode: ["440604010"], unitId: [NEXT_STREET] }], by: ["seat operator"] },
  DECIDE_STREET: {
    with: [
      {
        divisionCode: ["440604010"],
        unitId: [NEXT_STREET],
        document: ["order 8"],
        from: [TODAY],
        until: [null],
        photoIds: [[], A_PHOTO],
      },
    ],
    by: ["convener"],
  },
  CONFIRM_VOID: { by: LEADS },
  CONFIRM_FORCED_CLOSE: { by: LEADS },
  GRANT_EXTENSION: { by: LEADS },
  REFUSE_REQUEST: {},
  RESUME: {},
  URGE: { with: [{ supervised: [false] }], by: ["seat operator"] },
  REASSESS_DANGER: {},
  REQUEST_EXTENSION: {},
  REQUEST_SUSPENSION: {},
  CONFIRM_SUSPENSION: { by: LEADS },
  REQUEST_DANGER_OVER: {
    with: [
      { photoIds: [[], A_PHOTO, THE_REPORTERS_PHOTO], reasonCode: ["LID_PRESENT"], notes: [{ note: WORDS }] },
    ],
  },
  CONFIRM_DANGER_OVER: { by: [...SEAT_AND_LEAD, "second shift lead"] },
  RECORD_NOTICE: { with: [{ unitIds: [[WATER]] }], by: ["seat operator"] },
  ADD_REPORT: { by: ["seat operator"] },
  MERGE: { by: ["seat operator"] },
  UNMERGE: {},
  REPLY: { by: ["seat operator"] },
  REQUEST_VOID: { by: SEAT_AND_LEAD },
  REQUEST_FORCED_CLOSE: { by: SEAT_AND_LEAD },
  ADD_NOTE: { with: [{ photoIds: [[]] }], by: ["grid worker"] },
};

const SAID = { reason: WORDS };
const drawing = (unitId: string, direction: string): Fields => ({
  kind: ["AS_BUILT_DRAWING"],
  unitId: [unitId],
  direction: [direction],
  photoIds: [A_PHOTO],
});
const denial: Fields = { answer: ["DENY"], reasonCode: ["NOT_ON_OUR_MAP"] };

/** The same for the ownership track. */
export const INQUIRY_ALPHABET: Readonly<Record<string, Tried>> = {
  SEND_LETTERS: {
    with: [
      { reasonCode: [undefined], photoIds: [undefined] },
      {
        unitIds: [[], [WATER]],
        reasonCode: ["NOT_ITS_KIND"],
        photoIds: [undefined],
        notes: [undefined, SAID],
      },
    ],
    by: ["seat operator"],
  },
  ANSWER: {
    with: [
      {
        unitId: [undefined],
        answer: ["CLAIM", "NEED_SITE_VISIT"],
        reasonCode: [null],
        evidence: [[], A_FILE],
      },
      { unitId: [undefined], ...denial, evidence: [[]] },
      { unitId: [WATER], answer: ["CLAIM"], reasonCode: [null], evidence: [[], A_FILE] },
      { unitId: [POWER], ...denial, evidence: [[], A_FILE] },
    ],
    by: ["water company", "power company", "seat operator"],
  },
  CONTEST_ANSWER: { by: ["water company", "power company"] },
  WITHDRAW_CLAIM: { by: ["water company", "power company"] },
  DISCLAIM: {
    with: [{ evidence: [A_FILE] }],
    by: ["water company", "power company", "seat operator", "shift lead at the seat"],
  },
  CONFIRM_DISCLAIMER: { by: LEADS },
  END_CONSULTATION: { by: ["seat operator"] },
  RECORD_SITE_SURVEY: { by: ["grid worker"] },
  CHECK_PARCEL: {
    with: [
      { reasonCode: [undefined] },
      { result: ["PRIVATE"], reasonCode: ["COMPOUND_UNMAPPED"], notes: [undefined, SAID] },
    ],
    by: ["seat operator"],
  },
  ADD_EVIDENCE: {
    with: [
      drawing(WATER, "FOR"),
      drawing(POWER, "FOR"),
      { ...drawing(POWER, "FOR"), since: [LONG_AGO] },
      drawing(WATER, "AGAINST"),
      { ...drawing(WATER, "FOR"), kind: ["COVER_LETTERING", "ORAL_STATEMENT"], photoIds: [[], A_PHOTO] },
    ],
    by: ["grid worker", "shift lead"],
  },
  REJECT_CLAIM: { by: ["convener"] },
  PROPOSE_DETERMINATION: {
    with: [
      { unitId: [WATER], from: [TODAY, LONG_AGO] },
      { unitId: [POWER], from: [TODAY, LONG_AGO] },
    ],
    by: SEAT_AND_LEAD,
  },
  CONFIRM_DETERMINATION: { by: LEADS },
  PUBLISH_NOTICE: { by: ["seat operator"] },
  PROPOSE_BACKSTOP: {
    with: [
      { emergencyReason: [null], overridesPrivate: [false], photoIds: [[]] },
      {
        emergencyReason: ["SEVERE_WEATHER"],
        overridesPrivate: [false],
        photoIds: [[]],
        notes: [undefined, SAID],
      },
      {
        custodianUnitId: [WATER],
        emergencyReason: [null],
        overridesPrivate: [false],
        photoIds: [[], A_PHOTO],
      },
    ],
    by: ["seat operator", "shift lead at the seat"],
  },
  SIGN_BACKSTOP: { by: LEADS },
  PROPOSE_PRIVATE: {
    with: [
      { managerUnitId: [null], photoIds: [[]] },
      { managerUnitId: [POWER], photoIds: [[], A_PHOTO] },
    ],
    by: SEAT_AND_LEAD,
  },
  CONFIRM_PRIVATE: { by: LEADS },
  REFUSE_PROPOSAL: { by: ["shift lead"] },
  REVIEW_BACKSTOP: {},
  CALL_MEETING: { with: [{ place: ["at the lid"], meetsAt: [IN_TEN_DAYS] }], by: ["convener"] },
  PROPOSE_SEALING: {
    with: [{ material: ["sand"], photoIds: [A_PHOTO], notes: [SAID] }],
    by: ["street department"],
  },
  CONFIRM_SEALING: {},
  REFER_TO_COURT: { by: ["convener"] },
  COURT_DECIDED: {
    with: [
      { outcome: ["OWNER"], unitId: [WATER], photoIds: [A_PHOTO] },
      { outcome: ["NO_DECISION"], unitId: [null], photoIds: [A_PHOTO] },
    ],
    by: ["convener"],
  },
  REOPEN: { with: [{ reasonCode: ["NEW_EVIDENCE"], notes: [SAID] }] },
  CONFIRM_REOPENING: {},
  WITHDRAW: { with: [{ reasonCode: ["OPENED_BY_MISTAKE"], notes: [SAID] }] },
  CONFIRM_WITHDRAWAL: { by: LEADS },
  ADD_NOTE: { with: [{ photoIds: [[]] }], by: ["grid worker"] },
};
