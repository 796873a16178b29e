import type { Deadline } from "../../server/domain/clocks/deadline.ts";
import { running } from "../../server/domain/clocks/deadline.ts";
import { dayOf } from "../../server/domain/clocks/working-time.ts";
import type { Instant } from "../../server/domain/names.ts";
import type { Life } from "./life.ts";

/**
 * Two lives from which the same can follow are one state. Ids are told by order of first appearance, moments and days only as
 * gone by or to come, running clocks by the order in which they will run out, counters up to two, lists as sets. What no rule
 * looks at (numbers, places, pictures, when exactly) is left out. It merges more than is strictly the same: that is what makes
 * the search go deep, and why walks, which never merge, go beside it.
 */
export function canonical(life: Life): string {
  const { dossier, now, watch, gone, rules } = life;
  const name = names(life);
  const today = dayNow(now);
  const told = (part: object) => partOf(part, { today, now, name });
  const ids = (list: readonly string[]) => list.map(name).join();
  return [
    dossier.component ? told(dossier.component) : "",
    ...dossier.cases.map(told),
    ...dossier.inquiries.map(told),
    clocks(life),
    `${ids(watch.unsafe)}/${ids(watch.pictured)}/${ids(watch.lateAsleep)}/${gone ? "gone" : ""}/${rules.version}`,
  ].join("\n");
}

let lastDay = { now: "", day: "" };

function dayNow(now: Instant): string {
  if (lastDay.now !== now) lastDay = { now, day: dayOf(now) };
  return lastDay.day;
}

/** 53 bits of it: a set of numbers holds millions where a set of texts would not. */
export function hashOf(text: string): number {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let n = 0; n < text.length; n++) {
    const code = text.charCodeAt(n);
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return 4294967296 * (2097151 & two) + (one >>> 0);
}

type Name = (id: string) => string;
interface Told {
  readonly today: string;
  readonly now: Instant;
  readonly name: Name;
}

/** Matters by their place in the dossier; people and units keep their names; every other id is nobody's business. */
function names({ dossier }: Life): Name {
  const places = new Map<string, string>();
  for (const [n, { id }] of dossier.cases.entries()) places.set(id, `C${n}`);
  for (const [n, { id }] of dossier.inquiries.entries()) places.set(id, `Q${n}`);
  return (id) => places.get(id) ?? id;
}

const LEFT_OUT: ReadonlySet<string> = new Set(
  `id number componentId divisionCode position photoIds proofs createdBy channel accuracyCm address dataSource attributes basisRef
   basis candidates repliedAt reportCount rulePack deadlines escalations recurrenceOf areaId scheme inspectionIntervalDays
   reopenings noticeAttempts reasonCode observation material loadClass measure`.split(/\s+/),
);

const remembered = new WeakMap<object, { readonly text: string; readonly today: string }>();

/** A case, an inquiry or the component. Nearly every step leaves all but one of them as they were. */
function partOf(part: object, told: Told): string {
  const known = remembered.get(part);
  if (known?.today === told.today) return known.text;
  const text = value("", part, told) + late(part);
  remembered.set(part, { text, today: told.today });
  return text;
}

function value(key: string, given: unknown, told: Told): string {
  switch (typeof given) {
    case "string":
      return textual(given, told);
    case "number":
      return String(Math.min(given, 2));
    case "object":
      if (given === null) return "-";
      if (Array.isArray(given)) return list(key, given, told);
      return fields(given, told);
    default:
      return String(given);
  }
}

function textual(text: string, { today, name }: Told): string {
  if (text.length === 10 && text[4] === "-" && text[7] === "-")
    return text < today ? "<" : text > today ? ">" : "=";
  if (text.length === 24 && text[10] === "T") return "at";
  return text.length === 36 ? name(text) : text;
}

function list(key: string, items: readonly unknown[], told: Told): string {
  if (key === "returns" || key === "reviews") return `${Math.min(items.length, 3)}x`;
  return `[${[...new Set(items.map((item) => value("", item, told)))].sort().join()}]`;
}

function fields(given: object, told: Told): string {
  let text = "{";
  const round = "letters" in given && "round" in given ? given.round : undefined;
  for (const [key, inner] of Object.entries(given)) {
    if (LEFT_OUT.has(key) || inner === null || inner === false) continue;
    text += `${key}:${key === "letters" ? letters(inner as readonly Letter[], round, told) : value(key, inner, told)};`;
  }
  return `${text}}`;
}

interface Letter {
  readonly unitId: string;
  readonly round: number;
  readonly answer: string | null;
}

/** Who was asked in this round and what became of it; earlier rounds only by what was said. */
function letters(sent: readonly Letter[], round: unknown, { name }: Told): string {
  return [
    ...new Set(
      sent.map(
        ({ unitId, round: of, answer }) =>
          `${of === round ? "" : "earlier "}${name(unitId)} ${answer ?? "?"}`,
      ),
    ),
  ]
    .sort()
    .join();
}

/** Clocks that ran out and are done with: the figures count them. */
function late(part: object): string {
  if (!("deadlines" in part)) return "";
  const over = (part.deadlines as readonly Deadline[]).filter(
    (clock) => clock.firedAt !== null && !running(clock),
  );
  return over.length === 0 ? "" : ` late ${[...new Set(over.map(({ kind }) => kind))].sort().join()}`;
}

/** Running clocks: those that ran out, then the others in the order in which they will. */
function clocks({ dossier }: Life): string {
  const all: { due: string; text: string }[] = [];
  const add = (place: string, deadlines: readonly Deadline[]) => {
    for (const clock of deadlines)
      if (running(clock))
        all.push({
          due: clock.firedAt ? "" : clock.dueAt,
          text: `${place}${clock.kind}${clock.firedAt ? "!" : ""}`,
        });
  };
  for (const [n, { deadlines }] of dossier.cases.entries()) add(`C${n}`, deadlines);
  for (const [n, { deadlines }] of dossier.inquiries.entries()) add(`Q${n}`, deadlines);
  all.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.text < b.text ? -1 : 1));
  return all.map(({ text }) => text).join(" ");
}
