import { Button, Checkbox, Empty, Skeleton, Tooltip } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { CleanUpRow } from "../../server/contract/clean-up.ts";
import { useLanguage, useNamed } from "../i18n/i18n.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { DangerMark, StatusGlyph } from "../matter/StatusChip.tsx";
import { percentText } from "../ui/percent.ts";
import { canOpen } from "./can-open.ts";
import type { useWorklist } from "./calls.ts";

interface Rows {
  readonly chosen: string | null;
  readonly choose: (id: string) => void;
  readonly isPicked: (id: string) => boolean;
  /** Absent for who only reads. */
  readonly toggle?: (id: string) => void;
}

/** Ownerless components, the most certain first: three bars each, and the first reason of the likeliest. */
export function WorkList({ query, ...rest }: Rows & { query: ReturnType<typeof useWorklist> }) {
  const { t } = useTranslation("cleanUp");
  if (query.isPending) return <Skeleton active className="clean-up-waiting" />;
  if (query.isError && !query.data)
    return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  const rows = query.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0)
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("none")} className="clean-up-waiting">
        <p className="quiet">{t("noneWhy")}</p>
      </Empty>
    );
  return (
    <ul className="clean-up-rows">
      {rows.map((row) => (
        <WorkRow key={row.id} row={row} {...rest} />
      ))}
      {query.hasNextPage && (
        <li>
          <Button type="link" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("more")}
          </Button>
        </li>
      )}
    </ul>
  );
}

function WorkRow({ row, chosen, choose, isPicked, toggle }: Rows & { row: CleanUpRow }) {
  const { t } = useTranslation("cleanUp");
  const named = useNamed();
  const english = useLanguage() === "en";
  const here = useRef<HTMLLIElement>(null);
  const isChosen = row.id === chosen;
  useEffect(() => {
    if (isChosen) here.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  const name = named({ nameZh: row.classNameZh, nameEn: row.classNameEn });
  const [first] = row.candidates;
  const reason = first?.reason;
  return (
    <li ref={here} className="clean-up-row" data-picked={isPicked(row.id) && canOpen(row)}>
      {toggle && (
        <Checkbox
          disabled={!canOpen(row)}
          checked={canOpen(row) && isPicked(row.id)}
          aria-label={t("select.one", { what: `${name} ${row.code ?? row.address}` })}
          onChange={() => toggle(row.id)}
        />
      )}
      <button type="button" aria-current={isChosen} onClick={() => choose(row.id)}>
        <span className="clean-up-what">
          <StatusGlyph status={row.ownershipStatus} group={row.classGroup} danger={row.openDanger} />
          <span className="name">{name}</span>
          <span className="place">{row.address}</span>
          {row.openDanger && <DangerMark />}
        </span>
        <Bars row={row} />
        {reason && <span className="clean-up-reason">{english ? reason.en : reason.zh}</span>}
        {(row.inquiry || row.stale) && (
          <span className="clean-up-marks">
            {row.inquiry && <span>{t("inquiry", { number: row.inquiry.number })}</span>}
            {row.stale && (
              <Tooltip title={t("staleWhy")}>
                <span className="stale">{t("stale")}</span>
              </Tooltip>
            )}
          </span>
        )}
      </button>
    </li>
  );
}

/** The three likeliest, as names with bars of the same length for the same certainty. */
export function Bars({ row: { candidates, none } }: { row: Pick<CleanUpRow, "candidates" | "none"> }) {
  const { t } = useTranslation("cleanUp");
  const named = useNamed();
  return (
    <span className="clean-up-bars">
      {candidates.map(({ unit, probability }) => {
        const percent = Math.round(probability * 100);
        return (
          <span key={unit.id} className="clean-up-bar">
            <span className="unit">{named(unit)}</span>
            <span className="track" aria-hidden>
              <span style={{ width: `${Math.max(1, percent)}%` }} />
            </span>
            <span className="share">{percentText(probability)}</span>
          </span>
        );
      })}
      {none >= 0.05 && (
        <span className="clean-up-nobody">{t("nobody", { percent: Math.round(none * 100) })}</span>
      )}
    </span>
  );
}
