import type { ClassGroup } from "../domain/names.ts";

/** What somebody typed into the one search, taken apart. */
export interface Question {
  readonly text: string;
  /** Two numbers that can only be a place: degrees, longitude first unless the pair is clearly the other way round. */
  readonly coordinate: { readonly lon: number; readonly lat: number } | null;
  /** Digits of a component code, from its beginning. */
  readonly code: string | null;
  /** `C-2026-000123`, `Q-2026-000045`, or the beginning of one. */
  readonly number: string | null;
  /** Nothing but up to six digits: perhaps the end of a number, as people say it (1719 for C-2026-001719). */
  readonly serial: string | null;
  /** Nothing but the id of something, as addresses and exports show it. */
  readonly id: string | null;
  /** The whole as typed, without blanks around it: the name of a unit or a place may hold a word for a class. */
  readonly name: string;
  readonly groups: readonly ClassGroup[];
  readonly classCodes: readonly string[];
  /** What is left: words of addresses and names. */
  readonly words: readonly string[];
}

/** Words for classes as people say them. Regional ones too: 沙井盖 is Guangdong officialese for a manhole cover. */
const GROUP_WORDS: readonly (readonly [word: string, group: ClassGroup])[] = [
  ["无主井盖", "COVER"],
  ["沙井盖", "COVER"],
  ["窨井盖", "COVER"],
  ["下水道盖", "COVER"],
  ["检查井", "COVER"],
  ["渠盖", "COVER"],
  ["井盖", "COVER"],
  ["窨井", "COVER"],
  ["沙井", "COVER"],
  ["manhole", "COVER"],
  ["cover", "COVER"],
  ["雨水箅子", "GRATE"],
  ["雨水篦子", "GRATE"],
  ["箅子", "GRATE"],
  ["篦子", "GRATE"],
  ["雨水口", "GRATE"],
  ["grate", "GRATE"],
  ["gully", "GRATE"],
  ["交接箱", "CABINET"],
  ["配电箱", "CABINET"],
  ["电箱", "CABINET"],
  ["cabinet", "CABINET"],
  ["立杆", "POLE"],
  ["电线杆", "POLE"],
  ["电杆", "POLE"],
  ["pole", "POLE"],
  ["路灯", "LAMP"],
  ["lamp", "LAMP"],
];

const CLASS_WORDS: readonly (readonly [word: string, code: string])[] = [
  ["上水井盖", "0101"],
  ["自来水井盖", "0101"],
  ["供水井盖", "0101"],
  ["污水井盖", "0102"],
  ["雨水井盖", "0103"],
  ["电力井盖", "0105"],
  ["路灯井盖", "0106"],
  ["通讯井盖", "0107"],
  ["通信井盖", "0107"],
  ["电信井盖", "0107"],
  ["电视井盖", "0108"],
  ["燃气井盖", "0111"],
  ["煤气井盖", "0111"],
  ["公安井盖", "0112"],
  ["中水井盖", "0127"],
];

export function parseQuestion(text: string): Question {
  let rest = text.trim().normalize("NFKC");
  const whole = rest;
  const coordinate = coordinateIn(whole);
  const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(whole) ? whole.toLowerCase() : null;
  if (coordinate || id) {
    const nothing = {
      code: null,
      number: null,
      serial: null,
      name: "",
      groups: [],
      classCodes: [],
      words: [],
    };
    return { text, coordinate, id, ...nothing };
  }
  const take = (pattern: RegExp) => {
    const found = pattern.exec(rest)?.[0] ?? null;
    if (found) rest = rest.replace(found, " ");
    return found;
  };
  const number = take(/\b[CQ]-?(\d{4})-?\d{0,6}\b/i)?.toUpperCase() ?? null;
  const code = take(/(?<!\d)\d{6,19}(?!\d)/);
  const classCodes = new Set<string>();
  const groups = new Set<ClassGroup>();
  const strip = (word: string) => {
    if (!rest.toLowerCase().includes(word)) return false;
    rest = rest.replaceAll(new RegExp(word, "gi"), " ");
    return true;
  };
  for (const [word, classCode] of CLASS_WORDS) if (strip(word)) classCodes.add(classCode);
  for (const [word, group] of GROUP_WORDS) if (strip(word)) groups.add(group);
  const words = rest
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
    .slice(0, 6);
  return {
    text,
    coordinate: null,
    code,
    number: number && dashed(number),
    serial: /^\d{1,6}$/.test(whole) ? whole.padStart(6, "0") : null,
    id: null,
    name: whole,
    groups: [...groups],
    classCodes: [...classCodes],
    words,
  };
}

function dashed(number: string): string {
  return number.replace(
    /^([CQ])-?(\d{4})-?(\d*)$/,
    (_, kind: string, year: string, serial: string) => `${kind}-${year}-${serial}`,
  );
}

function coordinateIn(text: string): Question["coordinate"] {
  const pair = /^\(?\s*(-?\d{1,3}\.\d+)\s*[,，\s]\s*(-?\d{1,3}\.\d+)\s*\)?$/.exec(text);
  if (!pair) return null;
  const [first, second] = [Number(pair[1]), Number(pair[2])];
  // 23.03, 113.07 is how maps on phones write it: no latitude goes beyond 90.
  const [lon, lat] = Math.abs(second) > 90 ? [second, first] : [first, second];
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : null;
}
