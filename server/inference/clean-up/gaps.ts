import type { Gap } from "../../contract/clean-up.ts";
import type { Queries } from "../../db/database.ts";
import type { GapKind } from "../../domain/names.ts";
import { gaps as gapRows, type GapRow } from "./gap-queries.ts";

const MOST = 300;

/** Where responsibility is missing, each with a sentence that says what. */
export async function gaps(queries: Queries, kind: GapKind | null): Promise<{ items: Gap[]; more: boolean }> {
  const rows = await gapRows(queries, kind, MOST + 1);
  return {
    items: rows.slice(0, MOST).map(({ road, ...row }) => ({ ...row, reason: reasonOf(row, road) })),
    more: rows.length > MOST,
  };
}

function reasonOf(
  { kind, count, classes, division }: Omit<GapRow, "road">,
  road: string | null,
): Gap["reason"] {
  const place = {
    zh: road || division.nameZh,
    en: road || division.nameEn,
  };
  switch (kind) {
    case "NO_DUTY":
      return {
        zh: `${place.zh}：${count} 个部件不在任何责任区内`,
        en: `${place.en}: no duty area covers ${count === 1 ? "one component" : `${count} components`}`,
      };
    case "NO_NETWORK":
      return {
        zh: `${place.zh}：${count} 个部件 30 米内没有任何单位的管线`,
        en: `${place.en}: no network of any unit within 30 m of ${count === 1 ? "one component" : `${count} components`}`,
      };
    case "CLUSTER": {
      const [main] = classes;
      const same = main && main.count === count;
      return {
        zh: `${place.zh}沿线 ${count} 个无主${same ? main.nameZh : "部件"}连片`,
        en: `Cluster of ${count} ownerless ${same ? `components (${main.nameEn})` : "components"} along ${place.en}`,
      };
    }
  }
}
