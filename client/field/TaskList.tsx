import { Button, Empty, Segmented, Skeleton } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CaseSummary } from "../../server/contract/cases.ts";
import { useCaseQueue } from "../api/cases.ts";
import { useMe } from "../api/session.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { StateChip, StatusGlyph } from "../matter/StatusChip.tsx";
import { TimeLeft } from "../matter/TimeLeft.tsx";
import { shortMoment } from "../ui/time.ts";
import { useOutbox } from "./outbox.ts";
import { keepAnswer, lastAnswer } from "./outbox-store.ts";
import { metresBetween, type Locating } from "./position.ts";
import { sortTasks } from "./work.ts";

/** What waits for me: the most urgent first, or the nearest. Without a connection, what waited when there was one. */
export function TaskList({ locating, open }: { locating: Locating; open: (caseId: string) => void }) {
  const { t } = useTranslation("field");
  const language = useLanguage();
  const [by, setBy] = useState<"urgent" | "nearest">("urgent");
  const queue = useCaseQueue({ queue: "mine" });
  const live = queue.data?.pages.flatMap(({ items }) => items) ?? null;
  const kept = useKeptTasks(live);
  const shown = live ?? kept?.tasks ?? null;
  const here = locating.state === "found" ? locating.at : null;
  const distance = here && ((task: CaseSummary) => metresBetween(task.position, here));
  if (!shown) {
    return queue.isError ? (
      <FailedQuery error={queue.error} retry={() => void queue.refetch()} />
    ) : (
      <Skeleton active className="field-pad" />
    );
  }
  return (
    <>
      <div className="field-bar">
        <Segmented<"urgent" | "nearest">
          value={by}
          onChange={setBy}
          options={[
            { value: "urgent", label: t("urgent") },
            { value: "nearest", label: t("nearest"), disabled: !here },
          ]}
        />
        <Where locating={locating} />
      </div>
      {!live && kept && (
        <p className="field-note" role="status">
          {t("asOf", { at: shortMoment(kept.at, language) })}
        </p>
      )}
      {shown.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("noTasks")} className="field-pad">
          <p className="quiet">{t("noTasksWhy")}</p>
        </Empty>
      ) : (
        <ul className="tasks">
          {sortTasks(shown, by, distance).map((task) => (
            <li key={task.id}>
              <Task task={task} metres={distance ? distance(task) : null} open={open} />
            </li>
          ))}
        </ul>
      )}
      {queue.hasNextPage && (
        <Button
          type="link"
          block
          loading={queue.isFetchingNextPage}
          onClick={() => void queue.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </>
  );
}

function Task({
  task,
  metres,
  open,
}: {
  task: CaseSummary;
  metres: number | null;
  open: (caseId: string) => void;
}) {
  const { t } = useTranslation("field");
  const named = useNamed();
  const word = useWord();
  const unsent = useOutbox().filter(
    (item) => item.state !== "sent" && item.work.kind === "command" && item.work.caseId === task.id,
  );
  return (
    <button type="button" className="task" data-danger={task.openDanger} onClick={() => open(task.id)}>
      <span className="task-first">
        <StatusGlyph
          status={task.ownershipStatus}
          group={task.classGroup}
          danger={task.openDanger}
          size={22}
        />
        <strong>
          {named({ nameZh: task.classNameZh, nameEn: task.classNameEn })} · {word("defect", task.defect)}
        </strong>
        {task.next && <TimeLeft deadline={task.next} />}
      </span>
      <span className="task-place">{task.address || task.number}</span>
      <span className="task-second">
        <StateChip of="caseState" state={task.state} openDanger={task.openDanger} />
        {metres !== null && <Distance metres={metres} />}
        {unsent.length > 0 && <span className="task-unsent">{t("pending", { count: unsent.length })}</span>}
      </span>
    </button>
  );
}

function Distance({ metres }: { metres: number }) {
  const { t } = useTranslation("field");
  return (
    <span>
      {metres < 1000
        ? t("metres", { count: Math.round(metres) })
        : t("kilometres", { count: Number((metres / 1000).toFixed(1)) })}
    </span>
  );
}

/** How well the phone knows where it is. */
export function Where({ locating }: { locating: Locating }) {
  const { t } = useTranslation("field");
  if (locating.state === "found")
    return <span className="quiet">{t("gps.accuracy", { metres: locating.at.accuracyM })}</span>;
  return <span className="quiet">{t(`gps.${locating.state}`)}</span>;
}

/** The last tasks that the server told, kept on the phone. */
function useKeptTasks(live: readonly CaseSummary[] | null): { at: number; tasks: CaseSummary[] } | null {
  const name = `tasks:${useMe().accountId}`;
  const [kept, setKept] = useState<{ at: number; tasks: CaseSummary[] } | null>(null);
  useEffect(() => {
    if (live) void keepAnswer(name, live);
  }, [live, name]);
  useEffect(() => {
    void lastAnswer(name).then(
      (answer) => answer && setKept({ at: answer.at, tasks: answer.answer as CaseSummary[] }),
    );
  }, [name]);
  return kept;
}
