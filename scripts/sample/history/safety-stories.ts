import { caseOpen } from "../../../server/domain/case/state.ts";
import type { Actor, Channel, Defect } from "../../../server/domain/names.ts";
import type { Random } from "../town/prng.ts";
import { inOffice, later } from "./cast.ts";
import { search, type Ending } from "./ownership-stories.ts";
import type { Stage, Story } from "./stage.ts";

const CHANNELS: readonly Channel[] = [
  "GRID_APP",
  "GRID_APP",
  "GRID_APP",
  "HOTLINE_12345",
  "HOTLINE_12345",
  "WECHAT",
  "YUESHANGTONG",
  "PATROL",
  "POLICE_NON_EMERGENCY",
];
const MEASURES = ["加装临时钢板并固定", "更换临时盖板", "回填并压实，保留围挡", "复位并加楔固定"];
const REPAIRS = ["更换球墨铸铁井盖", "更换井圈并调平", "复位、清淤", "重做井座并恢复路面"];
/**
 * What else happens to an owner's case: it goes back to the seat because it is not theirs, waits for parts, or is granted
 * more time. `OPEN_…` stop there, for the seat and the lead to find something waiting.
 */
export type Course =
  | "PLAIN"
  | "RETURNED"
  | "SUSPENDED"
  | "EXTENDED"
  | "OPEN_RETURNED"
  | "OPEN_SUSPENDED"
  | "OPEN_EXTENSION";

/** A cover whose owner is known: reported, filed, sent to the owner, repaired, checked, closed. */
export function* ownedCase(
  stage: Stage,
  at: string,
  owner: Actor,
  defect: Defect,
  danger: boolean,
  course: Course,
): Story {
  const { chronicle, cast, dice } = stage;
  const id = stage.newId();
  yield* reportAndFile(stage, id, at, defect, danger);
  const dispatched = later(at, dice.integer(6, 15));
  yield dispatched;
  chronicle.onCase(dispatched, cast.seat, id, {
    type: "DISPATCH",
    unitId: owner.unitId ?? "",
    substituteHandling: false,
    emergencyReason: null,
  });
  if (course === "PLAIN" && dice.chance(0.04)) {
    // Silence: half an hour later the sweep gives it to the department of the place.
    const silent = later(dispatched, 33);
    yield silent;
    const unitId = chronicle.dossier.cases.at(-1)?.unitId;
    yield* handle(
      stage,
      id,
      silent,
      unitId === owner.unitId ? owner : { ...cast.dept, unitId: unitId ?? null },
      danger,
      repairMinutes(dice, danger),
    );
    return;
  }
  const acknowledged = later(dispatched, dice.integer(3, 11));
  yield acknowledged;
  chronicle.onCase(acknowledged, owner, id, { type: "ACKNOWLEDGE" });
  if (course === "RETURNED" || course === "OPEN_RETURNED") {
    const returned = later(acknowledged, dice.integer(8, 30));
    yield returned;
    const reasonCode = dice.pick(["NOT_OURS", "OTHER_UNITS", "HANDED_OVER_BEFORE"]);
    chronicle.onCase(returned, owner, id, { type: "RETURN", reasonCode, namesUnitId: null });
    if (course === "OPEN_RETURNED") return;
    const again = later(returned, dice.integer(5, 15));
    yield again;
    const file = () => chronicle.dossier.cases.find((known) => known.id === id);
    // A danger has gone to the department of the place by itself.
    if (file()?.state === "RETURNED") {
      const order = { substituteHandling: false, emergencyReason: null };
      chronicle.onCase(again, cast.seat, id, { type: "DISPATCH", unitId: cast.dept.unitId ?? "", ...order });
    }
    const taken = later(again, 6);
    yield taken;
    const department: Actor = { ...cast.dept, unitId: file()?.unitId ?? cast.dept.unitId };
    chronicle.onCase(taken, department, id, { type: "ACKNOWLEDGE" });
    return yield* handle(stage, id, taken, department, danger, repairMinutes(dice, danger));
  }
  yield* handle(stage, id, acknowledged, owner, danger, repairMinutes(dice, danger), course);
}

/** Most repairs are done within the rule's limit, some wait for material or a night without traffic. */
function repairMinutes(dice: Random, danger: boolean): number {
  if (dice.chance(0.87)) return danger ? dice.integer(8, 26) : dice.integer(45, 150);
  return danger ? dice.integer(90, 900) : dice.integer(300, 3000);
}

/** The mechanism of 张槎: the department handles, the letters search meanwhile, the backstop catches what is left. */
export function* ownerlessDanger(
  stage: Stage,
  at: string,
  trueOwner: Actor | null,
  ending: Ending,
  defect: Defect,
): Story {
  const { chronicle, cast, dice } = stage;
  const id = stage.newId();
  yield* reportAndFile(stage, id, at, defect, true);
  const file = chronicle.dossier.cases.find((known) => known.id === id);
  const inquiry = chronicle.dossier.inquiries.find((known) => known.caseIds.includes(id));
  if (inquiry) yield { beside: search(stage, inquiry.id, inquiry.openedAt, trueOwner, ending) };
  const department: Actor = { ...cast.dept, unitId: file?.unitId ?? cast.dept.unitId };
  yield* handle(stage, id, later(at, dice.integer(5, 9)), department, true, repairMinutes(dice, true));
}

export function* reportAndFile(stage: Stage, id: string, at: string, defect: Defect, danger: boolean): Story {
  const { chronicle, cast, dice } = stage;
  const { component } = chronicle.dossier;
  if (!component) throw new Error("a case needs its component");
  const reporter = dice.chance(0.4)
    ? {
        reporterName: dice.pick(["陈先生", "李女士", "黄先生", "何女士", "梁先生"]),
        reporterPhone: `1380000${dice.integer(1000, 9999)}`,
      }
    : null;
  yield at;
  chronicle.onCase(at, cast.grid, id, {
    type: "REPORT",
    number: stage.caseNumber(at),
    componentId: component.id,
    divisionCode: component.divisionCode,
    danger,
    defect,
    channel: dice.pick(CHANNELS),
    position: component.position,
    photoIds: [stage.photo()],
    recurrenceOf: null,
    createdBy: cast.grid.accountId,
    notes: { description: `${component.address}，${DESCRIBED[defect] ?? "井盖异常"}`, ...reporter },
  });
  const filed = later(at, dice.integer(1, 4));
  yield filed;
  chronicle.onCase(filed, cast.seat, id, { type: "FILE", danger, defect });
}

const DESCRIBED: Partial<Record<Defect, string>> = {
  MISSING: "井盖缺失，行人可能坠落",
  BROKEN: "井盖破裂",
  CRACKED: "井盖开裂下陷",
  DISPLACED: "井盖移位，露出井口",
  NOISY: "车辆经过时井盖响动",
  SUNKEN: "井盖周边下沉",
  HEIGHT_DIFF: "井盖与路面高低不平",
  SURROUND_BROKEN: "井盖周边路面破损",
  CLOGGED: "雨水口堵塞",
};

/** Guard, make safe, repair, check, close: whatever the ownership track does meanwhile. */
function* handle(
  stage: Stage,
  id: string,
  at: string,
  actor: Actor,
  danger: boolean,
  repairMinutes: number,
  course: Course = "PLAIN",
): Story {
  const { chronicle, cast, dice } = stage;
  const position = chronicle.dossier.component?.position ?? null;
  let time = at;
  if (danger) {
    time = later(at, dice.chance(0.93) ? dice.integer(3, 14) : dice.integer(25, 45));
    yield time;
    chronicle.onCase(time, actor, id, { type: "GUARD", photoIds: [stage.photo()], position });
    time = later(time, dice.chance(0.95) ? dice.integer(15, 65) : dice.integer(90, 150));
    yield time;
    chronicle.onCase(time, actor, id, {
      type: "MAKE_SAFE",
      photoIds: [stage.photo()],
      measure: dice.pick(MEASURES),
    });
  }
  if (course === "SUSPENDED" || course === "OPEN_SUSPENDED") {
    time = later(time, dice.integer(5, 20));
    yield time;
    const until = later(time, dice.integer(3, 9) * 1440);
    chronicle.onCase(time, cast.seat, id, {
      type: "REQUEST_SUSPENSION",
      until,
      reasonCode: "WAITING_PARTS",
    });
    time = later(time, dice.integer(5, 15));
    yield time;
    chronicle.onCase(time, cast.lead, id, { type: "CONFIRM_SUSPENSION" });
    if (course === "OPEN_SUSPENDED") return;
    time = until; // the clock resumes it by itself
  }
  // A danger's two hours are over before anybody has asked for more.
  if (!danger && (course === "EXTENDED" || course === "OPEN_EXTENSION")) {
    time = later(time, dice.integer(5, 15));
    yield time;
    const reasonCode = dice.pick(["ROAD_WORKS", "WAITING_PARTS", "WEATHER"]);
    chronicle.onCase(time, actor, id, { type: "REQUEST_EXTENSION", reasonCode });
    if (course === "OPEN_EXTENSION") return;
    time = later(time, dice.integer(5, 25));
    yield time;
    chronicle.onCase(time, cast.lead, id, { type: "GRANT_EXTENSION" });
  }
  const repair = {
    type: "REPAIR",
    measure: dice.pick(REPAIRS),
    material: "DUCTILE_IRON",
    loadClass: "D400",
  } as const;
  time = later(time, repairMinutes);
  yield time;
  chronicle.onCase(time, actor, id, { ...repair, photoIds: [stage.photo()] });
  if (dice.chance(0.03)) {
    time = later(time, dice.integer(60, 200));
    yield time;
    chronicle.onCase(time, cast.grid, id, { type: "ORDER_REWORK", reasonCode: "BAD_REPAIR" });
    time = later(time, dice.integer(200, 900));
    yield time;
    chronicle.onCase(time, actor, id, { ...repair, photoIds: [stage.photo()] });
  }
  time = inOffice(later(time, dice.integer(40, 180)));
  yield time;
  chronicle.onCase(time, cast.grid, id, { type: "PASS_CHECK", photoIds: [stage.photo()] });
  time = inOffice(later(time, dice.integer(10, 120)));
  yield time;
  const file = chronicle.dossier.cases.find((known) => known.id === id);
  if (file && caseOpen(file)) chronicle.onCase(time, cast.lead, id, { type: "CLOSE" });
}
