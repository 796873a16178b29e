import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { CaseSummary } from "../../../server/contract/cases.ts";
import { useNamed, useWord } from "../../i18n/i18n.ts";
import { lanesOfSummary } from "../../matter/lanes/case-lane.ts";
import { useNow } from "../../ui/now.ts";
import { StateChip, StatusGlyph } from "../../matter/StatusChip.tsx";
import { TimeLeft } from "../../matter/TimeLeft.tsx";
import { TwoLanes } from "../../matter/TwoLanes.tsx";
import "../../ui/Rows.css";

/** One case in three short lines: what and how long still, where and in which state, who, and both lanes small. */
export const QueueRow = memo(function QueueRow({
  row,
  selected,
  select,
}: {
  row: CaseSummary;
  selected: boolean;
  select: (id: string) => void;
}) {
  const { t } = useTranslation("cases");
  const word = useWord();
  const named = useNamed();
  const now = useNow();
  return (
    <li>
      <button
        type="button"
        className="list-row queue-row"
        id={`row-${row.id}`}
        aria-current={selected}
        data-danger={row.openDanger}
        onClick={() => select(row.id)}
      >
        <span className="what">
          <StatusGlyph status={row.ownershipStatus} group={row.classGroup} danger={row.openDanger} />
          {named({ nameZh: row.classNameZh, nameEn: row.classNameEn })} · {word("defect", row.defect)}
        </span>
        {row.next ? (
          <TimeLeft deadline={row.next} withKind />
        ) : (
          <StateChip of="caseState" state={row.state} />
        )}
        <span className="where" title={row.address}>
          {row.address || row.number}
        </span>
        {row.next && <StateChip of="caseState" state={row.state} openDanger={row.openDanger} />}
        <span className="who">
          {row.unit ? named(row.unit) : t("queue.noUnit")}
          {row.substituteHandling && ` · ${t("queue.substitute")}`}
        </span>
        <span className="lanes">
          <TwoLanes picture={lanesOfSummary(row, now)} size="small" />
        </span>
      </button>
    </li>
  );
});
