import type { Point } from "./geometry.ts";

/**
 * The hand of the planner: where the rivers bend, which roads matter and where the old villages lie. Local metres
 * around the origin. Modelled on 张槎 (river in the south, 水道 in the north, villages between factories and new
 * estates); every line is invented.
 */
type Control = readonly Point[];

export const NORTH_WATERWAY: Control = [
  [-4600, 700],
  [-3700, 1050],
  [-2850, 1700],
  [-2200, 2080],
  [-1200, 2380],
  [0, 2520],
  [1100, 2360],
  [2100, 2450],
  [3300, 2230],
  [4600, 2350],
];
export const NORTH_WATERWAY_WIDTH = 64;

export const RIVER_BANK: Control = [
  [-4600, -250],
  [-3500, -680],
  [-2850, -1380],
  [-2150, -2000],
  [-1150, -2230],
  [0, -2380],
  [1000, -2200],
  [1900, -2230],
  [2900, -2520],
  [4600, -2900],
];
export const RIVER_WIDTH = 330;

export const WEST_RIM: Control = [
  [-2980, -1280],
  [-2800, -400],
  [-2700, 300],
  [-2780, 1000],
  [-2740, 1790],
];
export const EAST_RIM: Control = [
  [3000, 2290],
  [2930, 1500],
  [2980, 500],
  [2880, -600],
  [2950, -1700],
  [2900, -2520],
];

export interface PlannedRoad {
  nameZh: string;
  nameEn: string;
  width: number;
  carriageway: number;
  control: Control;
}

export const MAIN_ROADS: readonly PlannedRoad[] = [
  {
    nameZh: "季禅大道",
    nameEn: "Jichan Avenue",
    width: 46,
    carriageway: 28,
    control: [
      [-5600, 420],
      [-3600, 250],
      [-2600, 330],
      [-1600, 170],
      [-600, 230],
      [500, 420],
      [1500, 480],
      [2400, 380],
      [3600, 420],
      [5600, 700],
    ],
  },
  {
    nameZh: "朗宝北路",
    nameEn: "Langbao North Road",
    width: 40,
    carriageway: 24,
    control: [
      [-5600, 1500],
      [-3600, 1300],
      [-2600, 1130],
      [-1500, 1230],
      [-400, 1460],
      [800, 1440],
      [2000, 1290],
      [3600, 1370],
      [5600, 1200],
    ],
  },
  {
    nameZh: "禅港大道",
    nameEn: "Changang Avenue",
    width: 50,
    carriageway: 30,
    control: [
      [-1900, -5200],
      [-1680, -3000],
      [-1490, -1900],
      [-1330, -1000],
      [-1130, 0],
      [-1230, 1000],
      [-1340, 1900],
      [-1290, 3300],
      [-1000, 5200],
    ],
  },
  {
    nameZh: "槎塘大道",
    nameEn: "Chatang Avenue",
    width: 42,
    carriageway: 26,
    control: [
      [300, -5200],
      [430, -3200],
      [520, -2300],
      [590, -1300],
      [410, -300],
      [290, 500],
      [400, 1400],
      [620, 2300],
      [680, 3300],
      [560, 5200],
    ],
  },
];

/** In the order in which they are laid: a road that ends on another comes after it. */
export const SECONDARY_ROADS: readonly PlannedRoad[] = [
  {
    nameZh: "针织大道",
    nameEn: "Zhenzhi Avenue",
    width: 32,
    carriageway: 20,
    control: [
      [-2260, -2000],
      [-2120, -900],
      [-2010, -100],
      [-2090, 700],
      [-1990, 1500],
      [-1940, 2500],
    ],
  },
  {
    nameZh: "滨河东路",
    nameEn: "Binhe East Road",
    width: 28,
    carriageway: 16,
    control: [
      [-2246, -1738],
      [-1950, -1850],
      [-1100, -2075],
      [0, -2215],
      [1010, -2040],
      [1900, -2065],
      [3100, -2400],
    ],
  },
  {
    nameZh: "青塘路",
    nameEn: "Qingtang Road",
    width: 30,
    carriageway: 18,
    control: [
      [-3100, -540],
      [-2000, -500],
      [-1000, -640],
      [0, -550],
      [1000, -470],
      [2000, -520],
      [3400, -620],
    ],
  },
  {
    nameZh: "莲海路",
    nameEn: "Lianhai Road",
    width: 26,
    carriageway: 15,
    control: [
      [-2176, -1190],
      [-1800, -1215],
      [-900, -1430],
      [100, -1490],
      [1100, -1350],
      [1900, -1410],
      [3400, -1520],
    ],
  },
  {
    nameZh: "轻纺路",
    nameEn: "Qingfang Road",
    width: 30,
    carriageway: 18,
    control: [
      [-3100, 800],
      [-1800, 700],
      [-900, 820],
      [100, 890],
      [1200, 900],
      [2000, 830],
      [3400, 920],
    ],
  },
  {
    nameZh: "聚龙路",
    nameEn: "Julong Road",
    width: 26,
    carriageway: 15,
    control: [
      [-2900, 1640],
      [-2300, 1690],
      [-1300, 1790],
      [-300, 1950],
      [700, 1900],
      [1600, 1850],
      [2300, 1900],
      [3400, 1850],
    ],
  },
  {
    nameZh: "沙岗路",
    nameEn: "Shagang Road",
    width: 28,
    carriageway: 16,
    control: [
      [-250, -2700],
      [-340, -1500],
      [-440, -700],
      [-480, 200],
      [-410, 1000],
      [-500, 1700],
      [-440, 2750],
    ],
  },
  {
    nameZh: "古塘路",
    nameEn: "Gutang Road",
    width: 28,
    carriageway: 16,
    control: [
      [1290, -2600],
      [1190, -1300],
      [1160, -500],
      [1080, 400],
      [1180, 1200],
      [1260, 2650],
    ],
  },
  {
    nameZh: "石灶路",
    nameEn: "Shizao Road",
    width: 26,
    carriageway: 15,
    control: [
      [2520, -2800],
      [2420, -1400],
      [2480, -200],
      [2430, 1000],
      [2500, 2700],
    ],
  },
];

/** The road along which 张槎 and 石湾 meet; its centreline is the boundary. */
export const BOUNDARY_ROAD: PlannedRoad = {
  nameZh: "文澜路",
  nameEn: "Wenlan Road",
  width: 30,
  carriageway: 18,
  control: [
    [2190, 3000],
    [2110, 2440],
    [2080, 1700],
    [1950, 1000],
    [1990, 300],
    [1890, -400],
    [1750, -1000],
    [1800, -1600],
    [1900, -2230],
    [1980, -2900],
  ],
};

export const CANALS: readonly { nameZh: string; nameEn: string; width: number; control: Control }[] = [
  {
    nameZh: "大富涌",
    nameEn: "Dafu Creek",
    width: 22,
    control: [
      [-1700, 2700],
      [-1680, 2180],
      [-1650, 1500],
      [-1730, 700],
      [-1610, -50],
      [-1780, -800],
      [-1740, -1500],
      [-1840, -2400],
    ],
  },
  {
    nameZh: "古灶涌",
    nameEn: "Guzao Creek",
    width: 18,
    control: [
      [840, 2900],
      [880, 2400],
      [900, 1700],
      [750, 1000],
      [830, 300],
      [800, -400],
      [930, -1000],
      [850, -1700],
      [900, -2600],
    ],
  },
  {
    nameZh: "海口涌",
    nameEn: "Haikou Creek",
    width: 16,
    control: [
      [-1796, -1030],
      [-1700, -1040],
      [-1200, -990],
      [-700, -1080],
      [-100, -960],
      [450, -1070],
      [942, -972],
    ],
  },
];

/** Where the 23 villages and communities lie, and how far the old village core reaches (names: data/sample/villages.csv). */
export const COMMUNITIES: readonly { code: string; seed: Point; core?: number }[] = [
  { code: "440604011001", seed: [60, 1150] },
  { code: "440604011002", seed: [700, -750] },
  { code: "440604011003", seed: [1550, 1600] },
  { code: "440604011004", seed: [560, 680] },
  { code: "440604011006", seed: [1560, 100] },
  { code: "440604011008", seed: [80, 2180] },
  { code: "440604011009", seed: [-900, 2060] },
  { code: "440604011010", seed: [620, 60] },
  { code: "440604011200", seed: [-2440, -1420], core: 200 },
  { code: "440604011201", seed: [-2330, 1400], core: 220 },
  { code: "440604011202", seed: [-800, 520], core: 210 },
  { code: "440604011203", seed: [-850, 1180], core: 170 },
  { code: "440604011204", seed: [-2420, 570], core: 200 },
  { code: "440604011205", seed: [-2400, -120], core: 210 },
  { code: "440604011206", seed: [1500, 690], core: 220 },
  { code: "440604011207", seed: [-950, -820], core: 180 },
  { code: "440604011208", seed: [60, -760], core: 190 },
  { code: "440604011209", seed: [-100, 560], core: 240 },
  { code: "440604011210", seed: [720, -1720], core: 190 },
  { code: "440604011211", seed: [1450, -900], core: 210 },
  { code: "440604011212", seed: [1540, -1740], core: 210 },
  { code: "440604011213", seed: [100, -1860], core: 190 },
  { code: "440604011214", seed: [-820, -1740], core: 210 },
];
export const NEIGHBOUR_COMMUNITY = "440604010004";

export type Zone = "VILLAGE" | "FACTORY" | "COMPOUND" | "CENTRE" | "POND" | "GREEN" | "NEW";

/** Discs where the land is used otherwise than around them; the first that contains a point wins. */
export const ZONES: readonly { zone: Zone; at: Point; radius: number; nameZh?: string; nameEn?: string }[] = [
  { zone: "GREEN", at: [-150, 1700], radius: 190, nameZh: "张槎中心公园", nameEn: "Zhangcha Central Park" },
  { zone: "GREEN", at: [1320, 2080], radius: 170, nameZh: "马岗公园", nameEn: "Magang Park" },
  { zone: "GREEN", at: [980, -160], radius: 130, nameZh: "江湾绿地", nameEn: "Jiangwan Green" },
  { zone: "GREEN", at: [-1500, -330], radius: 150, nameZh: "青塘湿地公园", nameEn: "Qingtang Wetland Park" },
  { zone: "GREEN", at: [-600, -150], radius: 150, nameZh: "沙岗公园", nameEn: "Shagang Park" },
  { zone: "CENTRE", at: [330, 330], radius: 420 },
  { zone: "CENTRE", at: [-1190, 1180], radius: 260 },
  { zone: "CENTRE", at: [480, -560], radius: 200 },
  { zone: "NEW", at: [-1500, -820], radius: 240 },
  { zone: "NEW", at: [1650, 2130], radius: 260 },
  { zone: "POND", at: [-1720, -1600], radius: 430 },
  { zone: "POND", at: [-2560, -860], radius: 330 },
  { zone: "POND", at: [-380, -1820], radius: 220 },
  { zone: "POND", at: [-2420, 1900], radius: 200 },
  { zone: "FACTORY", at: [-2000, 600], radius: 1050 },
  { zone: "FACTORY", at: [-2200, -350], radius: 700 },
  { zone: "FACTORY", at: [1650, -1330], radius: 380 },
  { zone: "FACTORY", at: [-700, 2000], radius: 330 },
];
