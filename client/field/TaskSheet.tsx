import { ArrowLeftOutlined, CompassOutlined } from "@ant-design/icons";
import { Alert, Button, Skeleton, Tooltip } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CaseDetail } from "../../server/contract/cases.ts";
import { useCase } from "../api/cases.ts";
import { reasonSentence } from "../api/problem.ts";
import { useActor } from "../api/session.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { useNow } from "../ui/now.ts";
import { PhotoStrip } from "../matter/PhotoStrip.tsx";
import { StateChip, StatusChip } from "../matter/StatusChip.tsx";
import { TimeLeft } from "../matter/TimeLeft.tsx";
import { OutboxRow } from "./OutboxList.tsx";
import { useOutbox } from "./outbox.ts";
import { keepAnswer, lastAnswer } from "./outbox-store.ts";
import type { Locating } from "./position.ts";
import { offeredWork, type WorkType } from "./work.ts";
import { WorkForm } from "./WorkForm.tsx";

/** One task on the phone: where and what, the step to take now as one large button, what of it is still on the phone. */
export function TaskSheet({
  caseId,
  locating,
  back,
}: {
  caseId: string;
  locating: Locating;
  back: () => void;
}) {
  const { t } = useTranslation("field");
  const query = useCase(caseId);
  const kept = useKeptCase(caseId, query.data ?? null);
  const detail = query.data ?? kept;
  return (
    <div className="field-pad">
      <Button type="text" icon={<ArrowLeftOutlined />} onClick={back}>
        {t("back")}
      </Button>
      {detail ? (
        <Sheet key={caseId} detail={detail} locating={locating} />
      ) : query.isError ? (
        <Alert type="warning" title={t("gone")} />
      ) : (
        <Skeleton active />
      )}
    </div>
  );
}

function Sheet({ detail, locating }: { detail: CaseDetail; locating: Locating }) {
  const { t } = useTranslation("field");
  const named = useNamed();
  const word = useWord();
  const { lon, lat } = detail.position;
  return (
    <article className="task-sheet">
      <h2>
        {named({ nameZh: detail.classNameZh, nameEn: detail.classNameEn })} · {word("defect", detail.defect)}
      </h2>
      <p className="task-second">
        <StateChip of="caseState" state={detail.state} openDanger={detail.openDanger} />
        <StatusChip status={detail.ownershipStatus} group={detail.classGroup} danger={detail.openDanger} />
      </p>
      <p>{detail.address || "—"}</p>
      {detail.next && (
        <p>
          <TimeLeft deadline={detail.next} withKind />
        </p>
      )}
      <p className="task-links">
        <a href={`geo:${lat},${lon}?q=${lat},${lon}`}>
          <CompassOutlined /> {t("navigate")}
        </a>
        <Link to={`/?case=${detail.id}&view=${lon},${lat},18`}>{t("openOnMap")}</Link>
        <span className="mono quiet">{detail.number}</span>
      </p>
      <Unsent caseId={detail.id} />
      <Steps detail={detail} locating={locating} />
      {detail.report?.description && <p className="field-note">{detail.report.description}</p>}
      {detail.photoIds.length > 0 && <PhotoStrip ids={detail.photoIds} />}
    </article>
  );
}

function Steps({ detail, locating }: { detail: CaseDetail; locating: Locating }) {
  const { t } = useTranslation("field");
  const language = useLanguage();
  const actor = useActor();
  const now = new Date(useNow()).toISOString();
  const [chosen, setChosen] = useState<WorkType | null>(null);
  const steps = offeredWork(actor, detail.file, now);
  const allowed = steps.filter(({ refused }) => refused === null);
  // A hole is guarded first; that acknowledges the dispatch, too.
  const urgent = detail.openDanger ? allowed.filter(({ type }) => type === "GUARD") : [];
  const [first, ...rest] = [...new Set([...urgent, ...allowed, ...steps])];
  if (!first) return null;
  if (chosen)
    return (
      <WorkForm
        key={chosen}
        type={chosen}
        detail={detail}
        locating={locating}
        close={() => setChosen(null)}
      />
    );
  return (
    <div className="steps">
      {[first, ...rest].map(({ type, refused }) => (
        <Tooltip
          key={type}
          title={refused === null ? null : reasonSentence(refused, language)}
          trigger={["click", "hover"]}
        >
          <Button
            size="large"
            block
            type={type === first.type && refused === null ? "primary" : "default"}
            disabled={refused !== null}
            onClick={() => setChosen(type)}
          >
            <span className="step-name">
              {t(`work.${type}`)}
              {refused !== null && <small>{reasonSentence(refused, language)}</small>}
            </span>
          </Button>
        </Tooltip>
      ))}
    </div>
  );
}

/** What of this case is still on the phone. */
function Unsent({ caseId }: { caseId: string }) {
  const items = useOutbox().filter(
    (item) => item.work.kind === "command" && item.work.caseId === caseId && item.state !== "sent",
  );
  if (items.length === 0) return null;
  return (
    <ul className="outbox">
      {items.map((item) => (
        <OutboxRow key={item.id} item={item} />
      ))}
    </ul>
  );
}

function useKeptCase(id: string, live: CaseDetail | null): CaseDetail | null {
  const [kept, setKept] = useState<CaseDetail | null>(null);
  useEffect(() => {
    if (live) void keepAnswer(`case:${id}`, live);
    else void lastAnswer(`case:${id}`).then((answer) => answer && setKept(answer.answer as CaseDetail));
  }, [id, live]);
  return kept;
}
