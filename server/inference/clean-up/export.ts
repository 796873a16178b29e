import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify";
import type { Response } from "express";
import type { CleanUpFilter, CleanUpRow } from "../../contract/clean-up.ts";
import type { Database } from "../../db/database.ts";
import type { Language } from "../sentences.ts";
import { worklist } from "./worklist.ts";
import type { After } from "./worklist-queries.ts";

const PAGE = 500;

const COLUMNS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  code: ["部件标识码", "code"],
  class: ["小类", "class"],
  status: ["权属状态", "status"],
  address: ["位置", "address"],
  road: ["道路", "road"],
  division: ["行政区划", "division"],
  lon: ["经度", "lon"],
  lat: ["纬度", "lat"],
  first: ["疑似权属单位1", "likely owner 1"],
  firstProbability: ["概率1", "probability 1"],
  firstReason: ["首要理由1", "first reason 1"],
  second: ["疑似权属单位2", "likely owner 2"],
  secondProbability: ["概率2", "probability 2"],
  third: ["疑似权属单位3", "likely owner 3"],
  thirdProbability: ["概率3", "probability 3"],
  none: ["均不是的概率", "none of these"],
  inquiry: ["进行中的确权案", "open inquiry"],
  gaps: ["责任空白", "gaps"],
  model: ["模型版本", "model"],
  rankedAt: ["推断时间", "ranked at"],
  id: ["id", "id"],
};

/** Streams the whole list, page by page, so that its length needs no memory. A cell that a spreadsheet would evaluate is quoted. */
export async function exportWorklist(
  database: Database,
  filter: CleanUpFilter,
  language: Language,
  response: Response,
): Promise<void> {
  response.set({
    "Content-Disposition": 'attachment; filename="ownerless.csv"',
    "Cache-Control": "private, no-store",
  });
  response.type("text/csv; charset=utf-8");
  const rows = async function* () {
    let after: After = null;
    for (;;) {
      const page: CleanUpRow[] = await worklist(database, filter, after, PAGE);
      for (const row of page.slice(0, PAGE)) yield cells(row, language).map(harmless);
      const last = page[PAGE - 1];
      if (page.length <= PAGE || !last) return;
      after = [Math.round((last.candidates[0]?.probability ?? 0) * 1000), last.id];
    }
  };
  const columns = Object.values(COLUMNS).map(([zh, en]) => (language === "zh" ? zh : en));
  // The byte order mark makes Excel read UTF-8.
  const csv = stringify({ header: true, columns, bom: true });
  try {
    await pipeline(rows, csv, response);
  } catch (error) {
    // Whoever closes the connection half-way has read enough.
    if (!(error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE"))
      throw error;
  }
}

function cells(row: CleanUpRow, language: Language): (string | number)[] {
  const [first, second, third] = row.candidates;
  const name = (candidate: CleanUpRow["candidates"][number] | undefined): string =>
    (language === "zh" ? candidate?.unit.nameZh : candidate?.unit.nameEn) ?? "";
  return [
    row.code ?? "",
    language === "zh" ? row.classNameZh : row.classNameEn,
    row.ownershipStatus,
    row.address,
    row.roadName ?? "",
    row.divisionCode,
    row.position.lon,
    row.position.lat,
    name(first),
    first?.probability ?? "",
    first?.reason?.[language] ?? "",
    name(second),
    second?.probability ?? "",
    name(third),
    third?.probability ?? "",
    row.none,
    row.inquiry?.number ?? "",
    row.gaps.join(" "),
    row.modelVersion,
    row.rankedAt,
    row.id,
  ];
}

function harmless(cell: string | number): string | number {
  return typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
