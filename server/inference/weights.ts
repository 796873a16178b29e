/**
 * Every kind of evidence, with what an expert would give it before any data (log-odds per unit of its value) and how far
 * data may move it (standard deviation of the prior). The catalogue of docs/domain.md#evidence (handover 100, permit 90,
 * map hit 70, shaft 60, lettering 40, neighbours 30, denial -40...) sets the proportions. Training starts from these; a
 * kind that no training place shows keeps them. `sign` forbids what would be absurd whatever a small sample says.
 */
export interface PriorWeight {
  readonly mean: number;
  readonly spread: number;
  readonly sign: 1 | -1 | 0;
}

const prior = (mean: number, spread: number, sign: 1 | -1 | 0): PriorWeight => ({ mean, spread, sign });

export const PRIOR_WEIGHTS = {
  mediumFit: prior(1, 0.3, 1),
  farMediumFit: prior(0.5, 0.2, 1),
  typeFit: prior(0.7, 0.2, 1),
  lineDistanceOn: prior(0.9, 0.3, 1),
  lineDistanceBeside: prior(0.7, 0.3, 1),
  lineDistanceFree: prior(0.3, 0.2, 1),
  shareOfMedium: prior(0.3, 0.2, 1),
  onLineEnd: prior(1, 0.4, 1),
  besideLineEnd: prior(0.4, 0.3, 1),
  onVertex: prior(0.4, 0.3, 1),
  snapped: prior(1.5, 0.6, 1),
  onBranch: prior(0.3, 0.2, 1),
  onDiameterChange: prior(0.3, 0.2, 1),
  betweenParallelLines: prior(0.2, 0.2, 1),
  noLineNearby: prior(-1, 0.4, -1),
  sameClassNeighbours: prior(0.9, 0.5, 1),
  otherNeighbours: prior(0.3, 0.2, 1),
  anyNeighbours: prior(0.2, 0.2, 1),
  shareOfClass: prior(0.7, 0.8, 1),
  shareOfSize: prior(0.15, 0.15, 1),
  sameSizeNeighbours: prior(0.2, 0.1, 1),
  inRun: prior(0.8, 0.3, 1),
  privateGround: prior(3, 0.7, 1),
  keepsStreets: prior(1, 0.5, 1),
  insideDuty: prior(1.8, 0.6, 1),
  insideRoad: prior(1.8, 0.6, 1),
  insideCompound: prior(1.6, 0.6, 1),
  insideParcel: prior(1, 0.4, 1),
  insideService: prior(0.6, 0.3, 1),
  othersGround: prior(-1.2, 0.4, -1),
  deepestArea: prior(1.5, 0.6, 1),
  roadAround: prior(1.5, 0.8, 1),
  groundAround: prior(0.8, 0.5, 1),
  lettering: prior(1.6, 0.3, 1),
  letteringMedium: prior(0.8, 0.2, 1),
  shaftContent: prior(2.2, 0.3, 1),
  handoverDocument: prior(4, 0.5, 1),
  permit: prior(3.4, 0.5, 1),
  project: prior(1.5, 0.3, 1),
  minutes: prior(2.2, 0.4, 1),
  statement: prior(0.4, 0.1, 1),
  claimNearby: prior(0.6, 0.6, 1),
  claimRejectedNearby: prior(-0.6, 0.2, -1),
  denialNearby: prior(-0.8, 0.6, -1),
  denialOverturnedNearby: prior(0.5, 0.2, 1),
  returnNearby: prior(-0.4, 0.2, -1),
  noneBase: prior(-2.5, 0.7, 0),
  noneUnknownClass: prior(0.4, 0.3, 0),
  noneNoFittingLine: prior(0.6, 0.4, 1),
  noneNothingNearby: prior(3.6, 0.3, 1),
  noneFarFromLines: prior(0.2, 0.15, 1),
  noneOwnerlessNeighbours: prior(0.7, 0.2, 1),
} as const satisfies Record<string, PriorWeight>;

export type EvidenceKind = keyof typeof PRIOR_WEIGHTS;

export const EVIDENCE_KINDS = Object.keys(PRIOR_WEIGHTS) as EvidenceKind[];
