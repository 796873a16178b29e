import type { ImportBatch } from "../../server/contract/imports.ts";

/** What a dry run found, in lines for a terminal. */
export function tell(batch: ImportBatch): string[] {
  const { summary, error } = batch;
  if (error) return [error.en, error.zh];
  if (!summary) return [];
  const { counts } = summary;
  const rows = summary.rowUnit === "line" ? "line" : "feature";
  return [
    `${batch.fileName}: ${summary.format}, layer ${summary.layer}, ${summary.crs}${summary.encoding ? `, ${summary.encoding}` : ""}`,
    ...summary.notes.map((note) => `  ${note.severity}: ${note.en}`),
    `  ${number(counts.read)} read: ${number(counts.new)} new, ${number(counts.duplicate)} duplicates, ${number(counts.refused)} refused, ${number(counts.outside)} outside the home street`,
    ...(summary.owned > 0 ? [`  ${number(summary.owned)} with an owner`] : []),
    ...(summary.classes.length > 0
      ? [
          `  classes: ${summary.classes
            .slice(0, 12)
            .map(({ classCode, count }) => `${classCode} ${number(count)}`)
            .join(", ")}`,
        ]
      : []),
    ...(summary.extent ? [`  from ${place(summary.extent, 0)} to ${place(summary.extent, 2)}`] : []),
    ...summary.problems.map(
      ({ note, count, firstLine }) =>
        `  ${number(count)}× ${note.severity}, first ${rows} ${firstLine}: ${note.en}`,
    ),
    ...unexplained(summary.words),
    ...summary.samples.slice(0, 2).map(({ line, row }) => `  ${rows} ${line}: ${sample(row)}`),
    ...(summary.unusedColumns.length > 0
      ? [`  columns not used: ${summary.unusedColumns.join(", ")} (keep one with --map name=column)`]
      : []),
  ];
}

const OPTIONS = { class: "--class-map", unit: "--unit-map", medium: "--medium-map", state: null } as const;

/** The file's words that mean nothing to us yet, so that a map for them can be written. */
function unexplained(words: NonNullable<ImportBatch["summary"]>["words"]): string[] {
  return (["class", "unit", "medium", "state"] as const).flatMap((of) => {
    const found = words.filter((word) => word.of === of);
    if (found.length === 0) return [];
    const listed = found.slice(0, 12).map(({ word, count }) => `"${word}" ${number(count)}`);
    const option = OPTIONS[of];
    return [
      `  unknown ${of} words: ${listed.join(", ")}${found.length > 12 ? ", …" : ""}${option ? ` (${option} WORD=…)` : ""}`,
    ];
  });
}

/** A row as it will be registered, without what is empty or said elsewhere. */
function sample(row: Readonly<Record<string, unknown>>): string {
  const { lonE7, latE7, attributes, ...rest } = row;
  const said = Object.entries(rest).filter(
    ([name, value]) => value !== null && value !== "" && value !== false && !SAID_ELSEWHERE.has(name),
  );
  const at = typeof lonE7 === "number" && typeof latE7 === "number" ? `${lonE7 / 1e7}, ${latE7 / 1e7}` : "";
  const kept = Object.entries((attributes ?? {}) as Record<string, unknown>);
  return [...said, ...kept.slice(0, 4)]
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .concat(at ? [`at ${at}`] : [])
    .join(", ")
    .replaceAll(/\s+/g, " ")
    .slice(0, 240);
}

const SAID_ELSEWHERE = new Set(["crs", "raw", "line", "since", "classGroup", "codeScheme"]);

function place(extent: readonly number[], at: number): string {
  return `${extent[at]?.toFixed(5)}, ${extent[at + 1]?.toFixed(5)}`;
}

export function number(value: number): string {
  return value.toLocaleString("en");
}
