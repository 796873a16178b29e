import { readdirSync, readFileSync } from "node:fs";
import { MINUTES_PER_UNIT, type TimeLimit } from "../../server/domain/clocks/working-time.ts";
import type { RepairRule, RulePack, StepRule } from "../../server/domain/clocks/rules.ts";
import { STEPS } from "../../server/domain/clocks/steps.ts";
import { EVIDENCE_KINDS, EVIDENCE_WEIGHT } from "../../server/domain/names.ts";

const PACKS = new URL("../../data/reference/rule-packs/", import.meta.url);

/** A pack as its file writes it. */
interface PackFile extends Pick<RulePack, "id" | "version" | "nameZh" | "nameEn" | "sourceText"> {
  readonly enabled: boolean;
  readonly rules: {
    readonly steps: Readonly<Record<string, StepRule>>;
    readonly repairs: readonly RepairRule[];
  };
}

function packs(): PackFile[] {
  return readdirSync(PACKS)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => JSON.parse(readFileSync(new URL(name, PACKS), "utf8")) as PackFile);
}

/** The pack that a new installation starts with. */
function inForce(): PackFile {
  const pack = packs().find(({ enabled }) => enabled);
  if (!pack) throw new Error("no shipped rule pack is enabled");
  return pack;
}

export function stepsTable(): string {
  const { steps } = inForce().rules;
  const rows = Object.entries(STEPS).map(([step, { zh, sourceZh, ...byDefault }]) => {
    const own = steps[step];
    return `| \`${step}\` | ${zh} | ${length(byDefault)} | ${own ? length(own) : ""} | ${own?.source ?? sourceZh} |`;
  });
  return ["| step | 中文 | default | in the pack in force | source |", "|---|---|---|---|---|", ...rows].join(
    "\n",
  );
}

export function repairsTable(): string {
  const rows = inForce().rules.repairs.map(
    (rule) =>
      `| ${rule.id} | ${rule.classes.join(", ")} | ${rule.defects.join(", ")} | ${rule.criterionZh} | ${length(rule)} |`,
  );
  return ["| rule | classes | defects | criterion | limit |", "|---|---|---|---|---|", ...rows].join("\n");
}

export function packsTable(): string {
  const rows = packs().map(
    (pack) =>
      `| \`${pack.id}\` ${pack.version} | ${pack.nameZh} (${pack.nameEn}) | ${pack.enabled ? "yes" : "no"} | ${pack.sourceText} |`,
  );
  return ["| pack | name | enabled at first | source |", "|---|---|---|---|", ...rows].join("\n");
}

export function evidenceTable(): string {
  const rows = EVIDENCE_KINDS.map((kind) => `| \`${kind}\` | ${EVIDENCE_WEIGHT[kind]} |`);
  return ["| kind | weight |", "|---|--:|", ...rows].join("\n");
}

const UNITS = {
  URGENT_HOUR: ["urgent hour", "urgent hours"],
  WORK_HOUR: ["work hour", "work hours"],
  WORK_DAY: ["work day", "work days"],
  NATURAL_DAY: ["day", "days"],
} as const;

function length({ clock, minutes }: TimeLimit): string {
  if (clock === "URGENT_HOUR" && minutes < 60) return `${minutes} urgent minutes`;
  const count = minutes / MINUTES_PER_UNIT[clock];
  return `${count} ${UNITS[clock][count === 1 ? 0 : 1]}`;
}
