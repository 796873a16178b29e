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
    `  ${number(counts.read)} read, ${number(counts.new)} new, ${number(counts.duplicate)} duplicates, ${number(counts.refused)} refused` +
      (counts.outside > 0 ? `, ${number(counts.outside)} outside the street (let in)` : ""),
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
    ...summary.samples
      .slice(0, 2)
      .map(({ line, row }) => `  ${rows} ${line}: ${JSON.stringify(row).slice(0, 200)}`),
    ...(summary.unusedColumns.length > 0
      ? [`  columns not used: ${summary.unusedColumns.join(", ")} (keep one with --map name=column)`]
      : []),
  ];
}

function place(extent: readonly number[], at: number): string {
  return `${extent[at]?.toFixed(5)}, ${extent[at + 1]?.toFixed(5)}`;
}

export function number(value: number): string {
  return value.toLocaleString("en");
}
