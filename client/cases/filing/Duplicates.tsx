import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Channel } from "../../../server/domain/names.ts";
import { useCommandOnCase, useDuplicates } from "../../api/cases.ts";
import { useLanguage, useWord } from "../../i18n/i18n.ts";
import { CommandProblem } from "../../matter/CommandProblem.tsx";
import { SelectLink } from "../../matter/SelectLink.tsx";
import { StateChip } from "../../matter/StatusChip.tsx";
import { shortMoment } from "../../ui/time.ts";

/** Open cases that this may repeat, before anything is filed: merging adds a report and keeps the citizen's channel. */
export function Duplicates({
  query,
  channel,
  danger,
  onMerged,
}: {
  query: ReturnType<typeof useDuplicates>;
  channel: Channel;
  /** Whoever reports now says that it is one. */
  danger: boolean;
  onMerged: (caseId: string, number: string) => void;
}) {
  const { t } = useTranslation("cases");
  const word = useWord();
  const language = useLanguage();
  const merge = useCommandOnCase();
  const found = query.data ?? [];
  if (found.length === 0) return null;
  return (
    <Alert
      type="warning"
      className="filing-duplicates"
      title={`${t("filing.duplicates")} · ${t("filing.duplicateWhy")}`}
      description={
        <ul>
          {found.slice(0, 4).map((row) => (
            <li key={row.id}>
              <div>
                <SelectLink kind="case" id={row.id}>
                  <span className="mono">{row.number}</span>
                </SelectLink>{" "}
                {word("defect", row.defect)}{" "}
                <StateChip of="caseState" state={row.state} openDanger={row.openDanger} />
                <div className="quiet">
                  {shortMoment(row.reportedAt, language)} · {row.distanceM.toFixed(1)} m
                </div>
              </div>
              <Button
                size="small"
                loading={merge.isPending && merge.variables?.id === row.id}
                title={t("filing.mergeWhy", { number: row.number })}
                onClick={() =>
                  merge.mutate(
                    { id: row.id, body: { type: "ADD_REPORT", channel, danger } },
                    { onSuccess: () => onMerged(row.id, row.number) },
                  )
                }
              >
                {t("filing.merge")}
              </Button>
            </li>
          ))}
          {merge.isError && <CommandProblem error={merge.error} />}
        </ul>
      }
    />
  );
}
