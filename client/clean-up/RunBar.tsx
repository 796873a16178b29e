import { SyncOutlined } from "@ant-design/icons";
import { Button, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { useMay } from "../api/session.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { shortMoment } from "../ui/time.ts";
import { useRuns, useStartRun } from "./calls.ts";

/** When everything was ranked last, how far it is now, and the button that ranks it anew. */
export function RunBar() {
  const { t } = useTranslation("cleanUp");
  const language = useLanguage();
  const may = useMay();
  const { data } = useRuns();
  const start = useStartRun();
  if (!data) return <div className="clean-up-run" />;
  const { running, last, nightlyAt } = data;
  return (
    <div className="clean-up-run" aria-live="polite">
      <div>
        {running ? (
          <>
            <strong>{t("run.running", { ranked: running.ranked, total: running.total })}</strong>
            <Progress
              size="small"
              showInfo={false}
              percent={running.total === 0 ? 100 : Math.round((100 * running.ranked) / running.total)}
              aria-label={t("run.running", { ranked: running.ranked, total: running.total })}
            />
            <span className="quiet small">{t("run.leave")}</span>
          </>
        ) : (
          <span className="quiet small">
            {last
              ? t("run.last", {
                  at: shortMoment(last.finishedAt ?? last.startedAt, language),
                  ranked: last.ranked.toLocaleString(),
                  changed: last.changed.toLocaleString(),
                })
              : t("run.never")}
            {nightlyAt !== null && <> · {t("run.nightly", { hour: nightlyAt })}</>}
            {" · "}
            {t("run.model", { version: data.modelVersion })}
          </span>
        )}
      </div>
      {may("runCleanUp") && !running && (
        <Button size="small" icon={<SyncOutlined />} loading={start.isPending} onClick={() => start.mutate()}>
          {t("run.now")}
        </Button>
      )}
      {start.isError && <CommandProblem error={start.error} />}
    </div>
  );
}
