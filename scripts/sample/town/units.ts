import { COMPANY_WORDS, VILLAGE_NAMES } from "./names.ts";
import { uuidFor, type Random } from "./prng.ts";
import type { DemoUnit, Lineage, Unit, UnitType } from "./model.ts";

type Fixed = readonly [
  code: string,
  type: UnitType,
  nameZh: string,
  nameEn: string,
  from: string,
  to?: string,
];

const STREET = "440604011";
const NEIGHBOUR = "440604010";

/** Offices, utilities and crews that every town has; all utility names are invented. */
const FIXED: readonly Fixed[] = [
  ["ZC-OFFICE", "STREET_DEPT", "张槎街道办事处", "Zhangcha Street Office", "2002-12-08"],
  [
    "ZC-CJSL",
    "STREET_DEPT",
    "张槎街道城建和水利办公室",
    "Zhangcha Construction and Water Office",
    "2020-06-01",
  ],
  ["ZC-ZHZF", "STREET_DEPT", "张槎街道综合行政执法办公室", "Zhangcha Law Enforcement Office", "2020-06-01"],
  ["ZC-YJGL", "STREET_DEPT", "张槎街道应急管理办公室", "Zhangcha Emergency Office", "2020-06-01"],
  ["ZC-GGFW", "STREET_DEPT", "张槎街道公共服务办公室", "Zhangcha Public Service Office", "2020-06-01"],
  ["ZC-ZZZX", "GOVERNANCE_CENTRE", "张槎街道智慧社会治理中心", "Zhangcha Governance Centre", "2021-03-01"],
  ["ZC-ZFWYH", "CONVENER", "张槎街道综合行政执法委员会", "Zhangcha Law Enforcement Committee", "2020-06-01"],
  ["SW-OFFICE", "STREET_DEPT", "石湾镇街道办事处", "Shiwan Street Office", "2003-01-01"],
  ["WATER-OLD", "WATER_SUPPLY", "禅城水务总公司", "Chancheng Water Works", "1988-05-01", "2018-07-01"],
  ["WATER", "WATER_SUPPLY", "禅西供水有限公司", "Chanxi Water Supply Co.", "2018-07-01"],
  ["DRAIN", "DRAINAGE", "槎城排水管理有限公司", "Chacheng Drainage Co.", "2018-07-01"],
  ["POWER-OLD", "POWER", "禅城西区供电分局", "Chancheng West Power Sub-bureau", "1995-01-01", "2019-01-01"],
  ["POWER", "POWER", "禅西供电所", "Chanxi Power Office", "2019-01-01"],
  ["TEL-A", "TELECOM", "岭讯通信有限公司", "Lingxun Telecom Co.", "1999-04-01"],
  ["TEL-B", "TELECOM", "江移通讯有限公司", "Jiangyi Mobile Co.", "2000-04-01"],
  ["TEL-C", "TELECOM", "城网通信有限公司", "Chengwang Telecom Co.", "2001-10-01", "2021-07-01"],
  ["TOWER", "TOWER", "岭南塔业有限公司", "Lingnan Tower Co.", "2014-07-01"],
  ["GAS", "GAS", "禅西管道燃气有限公司", "Chanxi Gas Co.", "1997-01-01"],
  ["TV", "BROADCAST", "禅视广电网络有限公司", "Chanshi Broadcast Network Co.", "2003-01-01"],
  ["LIGHT", "STREET_LIGHTING", "禅西路灯管理所", "Chanxi Street Lighting Office", "1990-01-01"],
  ["TRAFFIC", "POLICE_TRAFFIC", "禅城交警张槎中队", "Chancheng Traffic Police, Zhangcha Squad", "1996-01-01"],
  ["POLICE", "POLICE_TRAFFIC", "张槎公安视频中心", "Zhangcha Police Camera Centre", "2010-01-01"],
  ["FIRE", "FIRE", "张槎消防救援站", "Zhangcha Fire Station", "2005-01-01"],
  ["ROAD", "ROAD", "禅城城市道路养护中心", "Chancheng Road Maintenance Centre", "2004-01-01"],
  ["GREEN", "LANDSCAPE", "张槎园林绿化管理所", "Zhangcha Parks Office", "2004-01-01"],
  ["CLEAN", "SANITATION", "张槎环卫站", "Zhangcha Sanitation Station", "1998-01-01"],
  ["RIVER", "WATER_CONSERVANCY", "张槎水利所", "Zhangcha Water Conservancy Office", "1992-01-01"],
  ["BUS", "BUS", "禅城公交站场有限公司", "Chancheng Bus Facilities Co.", "2006-01-01"],
  ["SPECIAL", "SPECIAL", "专用线路管理处", "Special Lines Office", "1985-01-01"],
  ["CONTRACT", "CONTRACTOR", "禾筑市政工程有限公司", "Hezhu Municipal Works Co.", "2011-01-01"],
  ["BUILD-1", "CONSTRUCTION", "恒筑城投建设有限公司", "Hengzhu Urban Construction Co.", "2009-01-01"],
  ["BUILD-2", "CONSTRUCTION", "粤拓市政建设有限公司", "Yuetuo Municipal Construction Co.", "2012-01-01"],
  ["BUILD-3", "CONSTRUCTION", "岭晟置业有限公司", "Lingsheng Properties Co.", "2015-01-01"],
];

const ANCESTRY: readonly (readonly [string, string, Lineage["kind"], string, string])[] = [
  ["WATER-OLD", "WATER", "SPLIT", "2018-07-01", "禅府办〔2018〕41号"],
  ["WATER-OLD", "DRAIN", "SPLIT", "2018-07-01", "禅府办〔2018〕41号"],
  ["POWER-OLD", "POWER", "RENAME", "2019-01-01", "禅供电〔2018〕117号"],
  ["TEL-C", "TEL-A", "MERGER", "2021-07-01", "岭讯股决〔2021〕6号"],
];

const DEMO: Record<DemoUnit, string> = {
  water: "WATER",
  drainage: "DRAIN",
  power: "POWER",
  telecom: "TEL-A",
  gas: "GAS",
  lighting: "LIGHT",
  traffic: "TRAFFIC",
  property: "PROP-01",
  dept: "ZC-CJSL",
  contractor: "CONTRACT",
  convener: "ZC-ZFWYH",
  centre: "ZC-ZZZX",
};

export const PROPERTY_COMPANIES = 32;

/** Everybody who can answer for something, found by a short code while the town is being built. */
export class UnitBook {
  readonly units: Unit[] = [];
  private readonly byCode = new Map<string, Unit>();
  private readonly seed: number;

  constructor(seed: number, random: Random) {
    this.seed = seed;
    for (const [code, unitType, nameZh, nameEn, validFrom, validTo] of FIXED) {
      const divisionCode = code.startsWith("SW-") ? NEIGHBOUR : code.startsWith("ZC-") ? STREET : "440604";
      this.add({
        code,
        unitType,
        nameZh,
        nameEn,
        divisionCode,
        validFrom,
        ...(validTo === undefined ? {} : { validTo }),
      });
    }
    for (const [code, name] of VILLAGE_NAMES) {
      const isVillage = name.zh.endsWith("村");
      const nameZh = `${name.zh}${isVillage ? "民委员会" : "居民委员会"}`.replace("社区居民", "社区居民");
      const unitType = isVillage ? "VILLAGE" : "COMMUNITY";
      this.add({
        code: `C-${code.slice(6)}`,
        unitType,
        nameZh,
        nameEn: `${name.en} Committee`,
        divisionCode: code,
        validFrom: "2002-12-08",
      });
    }
    const words = random.shuffle(COMPANY_WORDS);
    for (let i = 0; i < PROPERTY_COMPANIES; i += 1) {
      const word = words[i % words.length];
      if (word === undefined) throw new Error("no company words");
      const code = `PROP-${String(i + 1).padStart(2, "0")}`;
      const validFrom = random.day(1998, 2016);
      this.add({
        code,
        unitType: "PROPERTY_MANAGEMENT",
        nameZh: `${word.zh}物业服务有限公司`,
        nameEn: `${word.en} Property Services Co.`,
        divisionCode: STREET,
        validFrom,
      });
    }
  }

  add(unit: Omit<Unit, "id">): Unit {
    if (this.byCode.has(unit.code)) throw new Error(`two units called ${unit.code}`);
    const made = { id: uuidFor(this.seed, `unit/${unit.code}`), ...unit };
    this.units.push(made);
    this.byCode.set(unit.code, made);
    return made;
  }

  id(code: string): string {
    return this.get(code).id;
  }

  get(code: string): Unit {
    const unit = this.byCode.get(code);
    if (unit === undefined) throw new Error(`no unit called ${code}`);
    return unit;
  }

  /** The committee of a village or community. */
  committee(communityCode: string): string {
    return this.id(`C-${communityCode.slice(6)}`);
  }

  lineage(): Lineage[] {
    return ANCESTRY.map(([from, to, kind, on, document]) => ({
      predecessor: this.id(from),
      successor: this.id(to),
      kind,
      on,
      document,
    }));
  }

  demo(): Record<DemoUnit, string> {
    return Object.fromEntries(Object.entries(DEMO).map(([key, code]) => [key, this.id(code)])) as Record<
      DemoUnit,
      string
    >;
  }
}
