import { DownloadOutlined } from "@ant-design/icons";
import { App, Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { exportCleanUp, type CleanUpRow } from "../../server/contract/clean-up.ts";
import { urlOf } from "../../server/contract/call.ts";
import { useMay } from "../api/session.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { useToast } from "../ui/undo.tsx";
import { canOpen } from "./can-open.ts";
import { useOpenInBulk } from "./calls.ts";
import { countPicked, isPicked, NOTHING, type Picked, type WorkFilter } from "./filter.ts";
import { LettersToSend } from "./LettersToSend.tsx";

/** How many match, which of them are meant, and what can be done with those at once. */
export function SelectionBar({
  filter,
  rows,
  total,
  openable,
  picked,
  setPicked,
}: {
  filter: WorkFilter;
  rows: readonly CleanUpRow[];
  total: number;
  openable: number;
  picked: Picked;
  setPicked: (picked: Picked) => void;
}) {
  const { t } = useTranslation("cleanUp");
  const english = useLanguage() === "en";
  const opens = useMay()("openInBulk");
  const { modal } = App.useApp();
  const toast = useToast();
  const open = useOpenInBulk();
  const [asking, setAsking] = useState(false);
  const shown = rows.filter(canOpen);
  const count = countPicked(picked, openable);
  const shownPicked = shown.filter(({ id }) => isPicked(picked, id)).length;
  const allShown = shown.length > 0 && shownPicked === shown.length;

  const ask = async () => {
    setAsking(true);
    const sure = await modal.confirm({
      title: t("ask.title", { count }),
      width: 520,
      icon: null,
      okText: t("ask.ok", { count }),
      cancelText: t("ask.cancel"),
      content: <LettersToSend filter={filter} all={picked.all} />,
    });
    setAsking(false);
    if (!sure) return;
    open.mutate(
      picked.all ? { filter, except: [...picked.except], expected: openable } : { ids: [...picked.ids] },
      {
        onSuccess: (opening) => {
          setPicked(NOTHING);
          toast(t("opening.started", { count: opening.total }));
        },
      },
    );
  };

  return (
    <div className="clean-up-selection">
      <div className="clean-up-counts">
        {opens && (
          <Checkbox
            aria-label={t("select.shown")}
            disabled={shown.length === 0}
            checked={allShown}
            indeterminate={!allShown && count > 0}
            onChange={(event) =>
              setPicked(
                event.target.checked ? { all: false, ids: new Set(shown.map(({ id }) => id)) } : NOTHING,
              )
            }
          />
        )}
        <span className="quiet small">
          {t("count", { total: total.toLocaleString(), openable: openable.toLocaleString() })}
        </span>
        <Button
          type="text"
          size="small"
          icon={<DownloadOutlined />}
          title={t("export")}
          aria-label={t("export")}
          href={urlOf(exportCleanUp, {}, { ...filter, lang: english ? "en" : "zh" })}
          download
        />
      </div>
      {count > 0 && (
        <div className="clean-up-picked" role="status">
          <strong>{t(picked.all ? "select.allOf" : "select.count", { count })}</strong>
          {!picked.all && allShown && openable > shown.length && (
            <Button type="link" size="small" onClick={() => setPicked({ all: true, except: new Set() })}>
              {t("select.all", { count: openable })}
            </Button>
          )}
          <Button type="link" size="small" onClick={() => setPicked(NOTHING)}>
            {t("select.clear")}
          </Button>
          <Button type="primary" size="small" loading={open.isPending || asking} onClick={() => void ask()}>
            {t("select.open")}
          </Button>
        </div>
      )}
      {open.isError && <CommandProblem error={open.error} />}
    </div>
  );
}
