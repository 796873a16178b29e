import {
  CheckCircleFilled,
  CloudUploadOutlined,
  ExclamationCircleFilled,
  LoadingOutlined,
} from "@ant-design/icons";
import { Button, Empty, Popconfirm } from "antd";
import { useTranslation } from "react-i18next";
import { ApiError, type ErrorCode } from "../../server/contract/errors.ts";
import { sentenceOf } from "../api/problem.ts";
import { useLanguage, useWord } from "../i18n/i18n.ts";
import { shortMoment } from "../ui/time.ts";
import { outbox, useOutbox } from "./outbox.ts";
import type { OutboxItem } from "./outbox-rules.ts";

/** Everything done on this phone and where it is: waiting, on its way, arrived, or sent back with the reason. */
export function OutboxList() {
  const { t } = useTranslation("field");
  const items = useOutbox();
  const unsent = items.some(({ state }) => state === "waiting");
  if (items.length === 0) {
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("outbox.none")} className="field-pad">
        <p className="quiet">{t("outbox.noneWhy")}</p>
      </Empty>
    );
  }
  return (
    <div className="field-pad">
      {unsent &&
        (navigator.onLine ? (
          <Button icon={<CloudUploadOutlined />} onClick={() => void outbox.send()}>
            {t("outbox.sendNow")}
          </Button>
        ) : (
          <p className="field-note" role="status">
            {t("outbox.offline")}
          </p>
        ))}
      <ul className="outbox">
        {items.map((item) => (
          <OutboxRow key={item.id} item={item} />
        ))}
      </ul>
    </div>
  );
}

const ICON = {
  waiting: <CloudUploadOutlined />,
  sending: <LoadingOutlined />,
  sent: <CheckCircleFilled />,
  refused: <ExclamationCircleFilled />,
} as const;

export function OutboxRow({ item }: { item: OutboxItem }) {
  const { t } = useTranslation("field");
  const language = useLanguage();
  const word = useWord();
  const { state, photos, result, problem, work } = item;
  const said =
    result === null
      ? null
      : work.kind === "report"
        ? t("outbox.result", { number: result })
        : t("outbox.state", { state: word("caseState", result) });
  return (
    <li className="outbox-row" data-state={state}>
      <span className="outbox-icon" aria-hidden>
        {ICON[state]}
      </span>
      <div>
        <strong>{item.title}</strong>
        <p className="quiet">
          {t(`outbox.${state}`)} · {shortMoment(item.sentAt ?? item.createdAt, language)}
          {photos.length > 0 &&
            ` · ${t("outbox.photos", { sent: photos.filter(({ uploadedId }) => uploadedId !== null).length, total: photos.length })}`}
          {state === "waiting" && item.attempts > 0 && ` · ${t("outbox.attempts", { count: item.attempts })}`}
          {said && ` · ${said}`}
        </p>
        {problem && (
          <p role="alert" className="outbox-problem">
            {sentenceOf(
              new ApiError(
                problem.code as ErrorCode,
                problem.params,
                problem.reason === null ? {} : { reason: problem.reason },
              ),
              language,
            )}
          </p>
        )}
        {state === "refused" && (
          <Button size="small" onClick={() => void outbox.retry(item)}>
            {t("outbox.retry")}
          </Button>
        )}
        {(state === "refused" || state === "waiting") && (
          <Popconfirm title={t("outbox.discardAsk")} onConfirm={() => void outbox.discard(item)}>
            <Button size="small" type="text" danger>
              {t("outbox.discard")}
            </Button>
          </Popconfirm>
        )}
      </div>
    </li>
  );
}
