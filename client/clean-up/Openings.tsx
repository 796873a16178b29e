import { App, Button, Collapse, Modal, Progress, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { BulkOpening } from "../../server/contract/clean-up.ts";
import { useMay } from "../api/session.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { shortMoment } from "../ui/time.ts";
import { useToast } from "../ui/undo.tsx";
import { useOpening, useOpenings, useRereadWhenEnded, useUndoOpening } from "./calls.ts";

const SHOWN = 4;

/** Openings of many inquiries, the newest first: how far each is, what could not be done and why, and taking it back. */
export function Openings() {
  const { t } = useTranslation("cleanUp");
  const { data } = useOpenings();
  const [looked, setLooked] = useState<string | null>(null);
  const busy = data?.find(({ state }) => state === "OPENING" || state === "UNDOING");
  useRereadWhenEnded(busy?.id ?? null);
  if (!data || data.length === 0) return null;
  return (
    <div className="clean-up-openings" aria-live="polite">
      {busy && <Opening opening={busy} look={setLooked} />}
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: "openings",
            label: t("opening.title"),
            children: data
              .filter(({ id }) => id !== busy?.id)
              .slice(0, SHOWN)
              .map((opening) => <Opening key={opening.id} opening={opening} look={setLooked} />),
          },
        ]}
      />
      {looked !== null && <Problems id={looked} close={() => setLooked(null)} />}
    </div>
  );
}

function Opening({ opening, look }: { opening: BulkOpening; look: (id: string) => void }) {
  const { t } = useTranslation("cleanUp");
  const language = useLanguage();
  const may = useMay();
  const toast = useToast();
  const undo = useUndoOpening();
  const { modal } = App.useApp();
  const { id, state, total, waiting, opened, failed, withdrawn, kept } = opening;
  const busy = state === "OPENING" || state === "UNDOING";
  const done = state === "OPENING" ? total - waiting : withdrawn + kept;
  const takeBack = () =>
    modal.confirm({
      title: t("opening.undoAsk", { count: opened + waiting }),
      content: t("opening.undoText"),
      okText: t("opening.undo"),
      cancelText: t("ask.cancel"),
      onOk: () => undo.mutate(id, { onSuccess: () => toast(t("opening.undoStarted")) }),
    });
  return (
    <div className="clean-up-opening">
      <div>
        <strong>{t(`opening.${state}`, { done, total, opened, withdrawn })}</strong>
        {failed > 0 && <span className="failed">{t("opening.failed", { count: failed })}</span>}
        {kept > 0 && <span>{t("opening.kept", { count: kept })}</span>}
        {failed + kept > 0 && (
          <Button type="link" size="small" onClick={() => look(id)}>
            {t("opening.problems")}
          </Button>
        )}
        {may("undoOpening") && (state === "DONE" || state === "OPENING") && opened + waiting > 0 && (
          <Button type="link" size="small" loading={undo.isPending} onClick={() => void takeBack()}>
            {t("opening.undo")}
          </Button>
        )}
      </div>
      {busy && (
        <Progress
          size="small"
          showInfo={false}
          percent={total === 0 ? 100 : Math.round((100 * done) / total)}
          aria-label={t(`opening.${state}`, { done, total, opened, withdrawn })}
        />
      )}
      <span className="quiet small">
        {t("opening.by", { who: opening.requestedBy, at: shortMoment(opening.requestedAt, language) })}
      </span>
      {undo.isError && <CommandProblem error={undo.error} />}
    </div>
  );
}

function Problems({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation("cleanUp");
  const english = useLanguage() === "en";
  const navigate = useNavigate();
  const { data } = useOpening(id);
  return (
    <Modal open onCancel={close} footer={null} title={t("opening.title")} width={640}>
      {!data && <Skeleton active />}
      <ul className="clean-up-problems">
        {data?.problems.map(({ componentId, code, address, state, reason }) => (
          <li key={componentId}>
            <Button type="link" size="small" onClick={() => void navigate(`/?component=${componentId}`)}>
              {code ?? address}
            </Button>
            <span>{address}</span>
            <span>
              {t(`opening.state.${state}`)}：{english ? reason.en : reason.zh}
            </span>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
