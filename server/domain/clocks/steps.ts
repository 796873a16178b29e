import type { ClockKind } from "./working-time.ts";

export interface StepDefault {
  /** The lane in which the clock runs. */
  readonly track: "SAFETY" | "OWNERSHIP";
  readonly zh: string;
  readonly en: string;
  /** What applies where a rule pack says nothing about this step, and why that and not something else. */
  readonly clock: ClockKind;
  readonly minutes: number;
  readonly sourceZh: string;
  readonly sourceEn: string;
}

/**
 * Every step that has a clock of its own, whatever the defect. This list is the one place to add one: its words, its track,
 * and the limit that holds in every pack that does not name it, among them the packs that were pinned before it existed.
 * "System default" is our own choice and labelled so; no deadline of 张槎's own mechanism is public.
 */
export const STEPS = {
  ACCEPT: {
    track: "SAFETY",
    zh: "受理",
    en: "Accept",
    clock: "URGENT_HOUR",
    minutes: 15,
    sourceZh: "系统默认：受理不超过 15 分钟",
    sourceEn: "System default: accepted within 15 minutes",
  },
  DISPATCH: {
    track: "SAFETY",
    zh: "分拨",
    en: "Dispatch",
    clock: "URGENT_HOUR",
    minutes: 15,
    sourceZh: "系统默认：险情分拨不超过 15 分钟",
    sourceEn: "System default: a danger is dispatched within 15 minutes",
  },
  ACKNOWLEDGE: {
    track: "SAFETY",
    zh: "签收",
    en: "Acknowledge",
    clock: "URGENT_HOUR",
    minutes: 30,
    sourceZh: "系统默认：接单不超过 30 分钟，逾期转街道职能部门",
    sourceEn: "System default: acknowledged within 30 minutes, else it falls to the street department",
  },
  DISPATCH_ORDINARY: {
    track: "SAFETY",
    zh: "分拨（无险情）",
    en: "Dispatch (no danger)",
    clock: "WORK_HOUR",
    minutes: 240,
    sourceZh: "系统默认：无险情的案件 4 工作时内分拨",
    sourceEn: "System default: a case without danger is dispatched within 4 work hours",
  },
  ACKNOWLEDGE_ORDINARY: {
    track: "SAFETY",
    zh: "签收（无险情）",
    en: "Acknowledge (no danger)",
    clock: "WORK_HOUR",
    minutes: 240,
    sourceZh: "系统默认：无险情的案件 4 工作时内接单，逾期转街道职能部门",
    sourceEn:
      "System default: without danger acknowledged within 4 work hours, else it falls to the street department",
  },
  GUARD: {
    track: "SAFETY",
    zh: "围蔽",
    en: "Guard",
    clock: "URGENT_HOUR",
    minutes: 30,
    sourceZh: "天津市城市道路管线井管理办法（2017）、淮北 2012、东营：30 分钟到场围蔽",
    sourceEn: "Tianjin 2017, Huaibei 2012, Dongying: on the spot and guarded within 30 minutes",
  },
  MAKE_SAFE: {
    track: "SAFETY",
    zh: "消除隐患",
    en: "Make safe",
    clock: "URGENT_HOUR",
    minutes: 120,
    sourceZh: "运城市立案、处置和结案标准：缺失、移位、开裂 2 紧急工作时",
    sourceEn: "Yuncheng filing and closing standard: missing, displaced or cracked, 2 urgent hours",
  },
  CHECK: {
    track: "SAFETY",
    zh: "核查",
    en: "Check",
    clock: "WORK_HOUR",
    minutes: 240,
    sourceZh: "系统默认：核查不超过 4 工作时",
    sourceEn: "System default: checked within 4 work hours",
  },
  HAND_OVER: {
    track: "SAFETY",
    zh: "跨界移交待对方街道接收",
    en: "The next street takes it on",
    clock: "WORK_DAY",
    minutes: 480,
    sourceZh:
      "系统默认：跨界移交 1 工作日内协商一致，否则提请共同的上一级确定（东营、德州、滨州数字城管规则）",
    sourceEn:
      "System default: agreed within 1 work day, else the common superior decides (as in Dongying, Dezhou and Binzhou)",
  },
  BOUNDARY: {
    track: "SAFETY",
    zh: "共同的上一级确定",
    en: "The common superior decides",
    clock: "WORK_DAY",
    minutes: 960,
    sourceZh: "系统默认：共同的上一级 2 工作日内确定",
    sourceEn: "System default: the common superior decides within 2 work days",
  },
  CLOSE: {
    track: "SAFETY",
    zh: "结案",
    en: "Close",
    clock: "WORK_DAY",
    minutes: 480,
    sourceZh: "系统默认：核查通过后 1 工作日内结案",
    sourceEn: "System default: closed within 1 work day of the check",
  },
  REQUEST: {
    track: "SAFETY",
    zh: "申请待另一人决定",
    en: "A request waits for a second person",
    clock: "WORK_HOUR",
    minutes: 240,
    sourceZh: "系统默认：申请 4 工作时内由另一人决定",
    sourceEn: "System default: decided by a second person within 4 work hours",
  },
  CONSULT_DANGER: {
    track: "OWNERSHIP",
    zh: "协查（险情）",
    en: "Consultation (danger)",
    clock: "WORK_HOUR",
    minutes: 240,
    sourceZh: "系统默认：有险情时协查 4 工作时",
    sourceEn: "System default: 4 work hours while there is a danger",
  },
  CONSULT_ORDINARY: {
    track: "OWNERSHIP",
    zh: "协查（一般）",
    en: "Consultation (ordinary)",
    clock: "WORK_DAY",
    minutes: 1440,
    sourceZh: "系统默认：协查 3 工作日",
    sourceEn: "System default: 3 work days",
  },
  SURVEY: {
    track: "OWNERSHIP",
    zh: "踏勘",
    en: "Survey",
    clock: "WORK_DAY",
    minutes: 480,
    sourceZh: "系统默认：现场踏勘 1 工作日",
    sourceEn: "System default: 1 work day",
  },
  OBJECTION: {
    track: "OWNERSHIP",
    zh: "异议期",
    en: "Objection window",
    clock: "WORK_DAY",
    minutes: 2400,
    sourceZh: "系统默认：异议期 5 工作日",
    sourceEn: "System default: 5 work days",
  },
  HEARING: {
    track: "OWNERSHIP",
    zh: "更正听取意见",
    en: "Hearing on a correction",
    clock: "WORK_DAY",
    minutes: 2400,
    sourceZh: "系统默认：更正往日权属前听取该单位意见 5 工作日",
    sourceEn: "System default: 5 work days to be heard before one's past days are corrected",
  },
  NOTICE_DANGER: {
    track: "OWNERSHIP",
    zh: "公告（险情）",
    en: "Notice (danger)",
    clock: "WORK_DAY",
    minutes: 480,
    sourceZh: "天津市城市道路管线井管理办法（2017）：公告期 1 个工作日",
    sourceEn: "Tianjin 2017: a notice of 1 work day",
  },
  NOTICE_ORDINARY: {
    track: "OWNERSHIP",
    zh: "公告（一般）",
    en: "Notice (ordinary)",
    clock: "NATURAL_DAY",
    minutes: 21600,
    sourceZh: "石家庄 2013 年做法：公示 15 天",
    sourceEn: "Practice of Shijiazhuang 2013: 15 days",
  },
  LETTERS: {
    track: "OWNERSHIP",
    zh: "发协查函",
    en: "Send the letters",
    clock: "WORK_HOUR",
    minutes: 240,
    sourceZh: "系统默认：开案后 4 工作时内发函",
    sourceEn: "System default: the letters leave within 4 work hours",
  },
  PARCEL: {
    track: "OWNERSHIP",
    zh: "地块核查",
    en: "Parcel check",
    clock: "WORK_DAY",
    minutes: 480,
    sourceZh: "系统默认：地块核查 1 工作日",
    sourceEn: "System default: 1 work day",
  },
  PUBLISH: {
    track: "OWNERSHIP",
    zh: "发布公告",
    en: "Publish the notice",
    clock: "WORK_DAY",
    minutes: 480,
    sourceZh: "系统默认：协查、踏勘、地块核查完成后 1 工作日内发布公告",
    sourceEn: "System default: within 1 work day of round, survey and parcel check",
  },
  MEETING: {
    track: "OWNERSHIP",
    zh: "会商",
    en: "Meeting",
    clock: "WORK_DAY",
    minutes: 1440,
    sourceZh: "系统默认：出现争议后 3 工作日内会商决定",
    sourceEn: "System default: decided within 3 work days of the contradiction",
  },
  PROPOSE: {
    track: "OWNERSHIP",
    zh: "提出处理意见",
    en: "Propose",
    clock: "WORK_DAY",
    minutes: 480,
    sourceZh: "系统默认：1 工作日内提出处理意见",
    sourceEn: "System default: proposed within 1 work day",
  },
  CONFIRM: {
    track: "OWNERSHIP",
    zh: "另一人确认",
    en: "Confirmation by another person",
    clock: "WORK_DAY",
    minutes: 480,
    sourceZh: "系统默认：1 工作日内由另一人确认或驳回",
    sourceEn: "System default: confirmed or refused within 1 work day",
  },
  SIGN: {
    track: "OWNERSHIP",
    zh: "签批兜底",
    en: "Sign the backstop",
    clock: "WORK_DAY",
    minutes: 960,
    sourceZh: "系统默认：2 工作日内签批或驳回",
    sourceEn: "System default: signed or refused within 2 work days",
  },
  COURT: {
    track: "OWNERSHIP",
    zh: "司法公告",
    en: "Court notice",
    clock: "NATURAL_DAY",
    minutes: 525_600,
    sourceZh: "民事诉讼法（2023）第 202 至 204 条：公告满一年",
    sourceEn: "Civil Procedure Law 2023, arts 202-204: a notice of one year",
  },
  ESCALATION: {
    track: "OWNERSHIP",
    zh: "上级督办",
    en: "After escalation",
    clock: "WORK_DAY",
    minutes: 480,
    sourceZh: "系统默认：升级后 1 工作日仍未办理，再升一级",
    sourceEn: "System default: a work day after an escalation it goes one level higher",
  },
  FIRST_REVIEW: {
    track: "OWNERSHIP",
    zh: "首次复核",
    en: "First review",
    clock: "NATURAL_DAY",
    minutes: 43200,
    sourceZh: "系统默认：兜底决定后 30 日内复核",
    sourceEn: "System default: reviewed within 30 days of the backstop",
  },
} as const satisfies Readonly<Record<string, StepDefault>>;

export type StepKind = keyof typeof STEPS;
export const STEP_KINDS = Object.keys(STEPS) as readonly StepKind[];

/** What the steps are called, for the lists of words. */
export function stepWords(language: "zh" | "en"): Record<StepKind, string> {
  return Object.fromEntries(STEP_KINDS.map((step) => [step, STEPS[step][language]])) as Record<
    StepKind,
    string
  >;
}

/** For a class and defect that no line of a pack names, where the pack has no word about those either. */
export const OTHER_REPAIR = {
  clock: "WORK_DAY",
  minutes: 2400,
  sourceZh: "系统默认：表中未列的情形 5 工作日",
  sourceEn: "System default: 5 work days where the table names nothing",
} as const;
