import type { Command } from "../../server/domain/mechanism/dossier.ts";
import { Later } from "./alphabet.ts";
import { nameOf, UPLOADED_AGAIN } from "./cast.ts";
import type { Life } from "./life.ts";
import { happen, nextClock, type Move } from "./moves.ts";

/** Tells in words what happened, role by role. */
export function story(start: Life, moves: readonly Move[]): readonly string[] {
  let life = start;
  return moves.map((move) => {
    const line = told(life, move);
    life = happen(life, move)?.after ?? life;
    return line;
  });
}

function told(life: Life, move: Move): string {
  if (move.kind === "rules") return "the administrator edits the rules: every limit is longer";
  if (move.kind === "time") return timeTold(life);
  const { person, on, at, template } = move;
  const said = Object.entries(template.given).flatMap(([field, value]) => fieldTold(field, value));
  return `${person.name}: ${verb(template.type)}${said.length > 0 ? ` (${said.join(", ")})` : ""}${where(on, at, life)}`;
}

function where(on: Command["on"], at: number, { dossier }: Life): string {
  if (on === "case") return dossier.cases.length > 1 ? `, case ${at + 1}` : "";
  if (on === "inquiry") return dossier.inquiries.length > 1 ? `, inquiry ${at + 1}` : "";
  return "";
}

function timeTold(life: Life): string {
  const clock = nextClock(life);
  if (!clock) return "time passes";
  return `${span(Date.parse(clock.deadline.dueAt) - Date.parse(life.now))} pass, ${clock.deadline.kind} runs out`;
}

const MINUTE = 60_000;

function span(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 100) return `${minutes} minutes`;
  return minutes < 4320 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1440)} days`;
}

const verb = (type: string): string => type.toLowerCase().replaceAll("_", " ");

/** Fields that say nothing in a story. */
const SILENT: readonly string[] =
  `type notes number componentId divisionCode position measure channel createdBy candidates document joint origin
   modelVersion reviewOn inspectionIntervalDays basis scheme`.split(/\s+/);

function fieldTold(field: string, value: unknown): string[] {
  if (SILENT.includes(field) || value === null || value === undefined) return [];
  if (value instanceof Later) return [value.word.startsWith("with") ? value.word : `${field} ${value.word}`];
  if (Array.isArray(value)) return listTold(field, value);
  if (typeof value === "object") return [];
  const text = typeof value !== "string" ? JSON.stringify(value) : value.length > 40 ? "" : nameOf(value);
  return text === "" ? [] : [`${field} ${text}`];
}

function listTold(field: string, values: readonly unknown[]): string[] {
  if (field === "photoIds" && values.includes(UPLOADED_AGAIN)) return ["with an old photo, uploaded again"];
  if (field === "photoIds") return [values.length === 0 ? "without a photo" : "with an old photo"];
  if (field === "evidence") return ["without a file"];
  return values.length === 0
    ? []
    : [`${field} ${values.map((value) => nameOf(String(value))).join(" and ")}`];
}
