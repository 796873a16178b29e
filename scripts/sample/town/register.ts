import type { Basis, Component, Dirt, Survey, Truth } from "./model.ts";
import type { Candidate } from "./candidates.ts";
import { describe, mediumOf } from "./catalogue.ts";
import type { Point } from "./geometry.ts";
import { uuidFor, type Random } from "./prng.ts";
import { toDegrees } from "./projection.ts";
import type { UnitBook } from "./units.ts";

/** One line of the register while it is being made: what the survey wrote, beside what is true. */
export interface Entry {
  candidate: Candidate;
  component: Component;
  truth: Truth;
  /** Where the survey put it, local metres. */
  at: Point;
}

const SURVEYS = [
  {
    code: "PC2017",
    nameZh: "2017年部件普查",
    nameEn: "2017 component survey",
    surveyedOn: "2017-11-20",
    accuracyM: 0.5,
    shift: null,
  },
  {
    code: "PC2017B",
    nameZh: "2017年部件普查（二标段）",
    nameEn: "2017 component survey, lot 2",
    surveyedOn: "2017-12-15",
    accuracyM: 1,
    shift: [1.3, -0.9],
  },
  {
    code: "BC2020",
    nameZh: "2020年部件补测",
    nameEn: "2020 supplementary survey",
    surveyedOn: "2020-09-10",
    accuracyM: 0.5,
    shift: null,
  },
  {
    code: "GX2023",
    nameZh: "2023年部件更新（RTK）",
    nameEn: "2023 update by RTK",
    surveyedOn: "2023-06-18",
    accuracyM: 0.1,
    shift: null,
  },
] as const;

export function makeSurveys(seed: number): Survey[] {
  return SURVEYS.map(({ code, nameZh, nameEn, surveyedOn, accuracyM, shift }) => ({
    id: uuidFor(seed, `survey/${code}`),
    code,
    nameZh,
    nameEn,
    surveyedOn,
    accuracyM,
    batchShiftM: shift === null ? null : [shift[0], shift[1]],
  }));
}

export interface Places {
  communityOf: (p: Point) => string;
  gridCellOf: (p: Point) => string | null;
  areaIdOf: (candidate: Candidate) => string | null;
}

/** The survey as it should have gone: right class, right owner, position off only by the method's error. */
export function enter(
  seed: number,
  candidates: readonly Candidate[],
  surveys: readonly Survey[],
  places: Places,
  book: UnitBook,
  random: Random,
): Entry[] {
  const regulator = book.id("ZC-CJSL");
  const contractor = book.id("CONTRACT");
  const byId = new Map(book.units.map((unit) => [unit.id, unit]));
  return candidates.map((candidate, index) => {
    const survey = surveyOf(candidate, surveys);
    const accuracyM = survey.accuracyM;
    const [dx, dy] = survey.batchShiftM ?? [0, 0];
    const at: Point = [
      candidate.at[0] + dx + random.normal() * accuracyM * 0.4,
      candidate.at[1] + dy + random.normal() * accuracyM * 0.4,
    ];
    const [lon, lat] = toDegrees(at);
    const [trueLon, trueLat] = toDegrees(candidate.at);
    const id = uuidFor(seed, `component/${index}`);
    const owner = byId.get(candidate.ownerUnitId);
    const earliest = owner?.validFrom ?? "2000-01-01";
    const installed = random.day(2003, 2016);
    const basis = random.chance(0.36)
      ? "HANDOVER"
      : random.pick<Basis>(["SURVEY", "SURVEY", "AS_BUILT", "REGISTER"]);
    const ownedSince = later(later(installed, earliest), "2005-01-01");
    const roadName = candidate.road?.record.nameZh ?? candidate.parcel?.gate?.street.nameZh ?? "";
    const drains = owner?.unitType === "DRAINAGE";
    const component: Component = {
      id,
      code: "",
      classCode: candidate.classCode,
      physicalState: random.chance(0.972) ? "INTACT" : random.pick(["DAMAGED", "DAMAGED", "DAMAGED", "LOST"]),
      lon,
      lat,
      accuracyM,
      attributes: describe(
        candidate.classCode,
        candidate.parcel === null ? (candidate.road?.street.roadClass ?? null) : null,
        installed,
        random,
      ),
      registeredOwnerUnitId: candidate.ownerUnitId,
      maintainerUnitId: drains && random.chance(0.5) ? contractor : candidate.ownerUnitId,
      regulatorUnitId: regulator,
      ownedSince,
      basis,
      communityCode: places.communityOf(candidate.at),
      gridCode: places.gridCellOf(candidate.at),
      roadName,
      address: addressOf(candidate, roadName, random),
      areaId: places.areaIdOf(candidate),
      dataSource: survey.code === "GX2023" ? "SURVEY" : random.chance(0.9) ? "SURVEY" : "IMPORT",
      firstSurveyedOn: survey.surveyedOn,
      surveyId: survey.id,
    };
    const dirtKind: Dirt[] = [];
    if (survey.batchShiftM !== null) dirtKind.push("SHIFTED");
    if (candidate.road?.street.boundary === true) dirtKind.push("BOUNDARY");
    if (candidate.road?.record.accepted === false) dirtKind.push("UNACCEPTED_ROAD");
    const truth: Truth = {
      componentId: id,
      trueOwnerUnitId: candidate.ownerUnitId,
      trueClass: candidate.classCode,
      medium: candidate.medium ?? mediumOf(candidate.classCode),
      trueLon,
      trueLat,
      dirtKind,
    };
    return { candidate, component, truth, at };
  });
}

/** Lots went superblock by superblock: the south-west was lot 2 of 2017, a strip in the middle was done again in 2023. */
function surveyOf({ at: [x, y], classCode }: Candidate, surveys: readonly Survey[]): Survey {
  const lot = x > -250 && x < 650 && y > -700 ? 3 : x < -700 && y < -350 ? 1 : classCode > "0112" ? 2 : 0;
  const survey = surveys[lot];
  if (survey === undefined) throw new Error(`no survey ${lot}`);
  return survey;
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

const SIDE = ["东侧", "西侧", "南侧", "北侧"] as const;

function addressOf(candidate: Candidate, roadName: string, random: Random): string {
  if (candidate.parcel !== null) return `${candidate.parcel.nameZh}内（${roadName}）`;
  const number = Math.max(1, Math.round(candidate.along / 7));
  const village = candidate.road?.record.custody === "VILLAGE";
  return village
    ? `${roadName}${Math.ceil(number / 2)}号旁`
    : `${roadName}${number}号${random.pick(SIDE)}${random.integer(2, 20)}米`;
}
