import { ArrowLeftOutlined, CheckOutlined } from "@ant-design/icons";
import { Button, Skeleton, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { CleanUpRow } from "../../server/contract/clean-up.ts";
import { UNRESOLVED } from "../../server/domain/names.ts";
import { useReference } from "../api/reference.ts";
import { useComponent } from "../api/registry.ts";
import { useMay } from "../api/session.ts";
import { useLanguage, useNamed } from "../i18n/i18n.ts";
import { Candidates } from "../matter/Candidates.tsx";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { StatusChip } from "../matter/StatusChip.tsx";
import { shortMoment } from "../ui/time.ts";
import { useToast } from "../ui/undo.tsx";
import { useOpenInBulk } from "./calls.ts";

/** One ownerless component: what it is, whose it probably is (ranked now), and the inquiry that asks them. */
export function WorkDetail({
  id,
  row,
  picked,
  toggle,
  byGrid,
  close,
}: {
  id: string;
  /** Its row where it is in the list; on the map one may be chosen that is not. */
  row: CleanUpRow | null;
  picked: boolean;
  /** Absent where it cannot be selected. */
  toggle?: () => void;
  /** Narrows the list to one grid cell. */
  byGrid: (grid: string | null) => void;
  close: () => void;
}) {
  const { t } = useTranslation("cleanUp");
  const { t: ui } = useTranslation("ui");
  const named = useNamed();
  const language = useLanguage();
  const navigate = useNavigate();
  const toast = useToast();
  const open = useOpenInBulk();
  const opens = useMay()("openInBulk");
  const query = useComponent(id);
  const divisions = useReference().data?.divisions ?? [];
  if (query.isPending) return <Skeleton active className="clean-up-waiting" />;
  if (query.isError) return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  const component = query.data;
  const division = divisions.find(({ code }) => code === component.divisionCode);
  const inquiry = component.inquiries.find((one) => one.open);
  const openable = opens && !inquiry && UNRESOLVED.includes(component.ownershipStatus);
  return (
    <div className="clean-up-file">
      <Button className="only-narrow" type="text" icon={<ArrowLeftOutlined />} onClick={close}>
        {ui("back")}
      </Button>
      <h2>{named({ nameZh: component.classNameZh, nameEn: component.classNameEn })}</h2>
      <p>
        <StatusChip
          status={component.ownershipStatus}
          group={component.classGroup}
          danger={component.openDanger}
        />
        <span className="mono quiet">{component.code}</span>
      </p>
      <dl className="clean-up-facts">
        <dt>{t("detail.road")}</dt>
        <dd>{component.address}</dd>
        <dt>{t("detail.division")}</dt>
        <dd>{division ? named(division) : component.divisionCode}</dd>
        {row?.gridCode && (
          <>
            <dt>{t("detail.grid")}</dt>
            <dd>
              <Button
                type="link"
                size="small"
                className="mono"
                title={t("detail.byGrid")}
                onClick={() => byGrid(row.gridCode)}
              >
                {row.gridCode}
              </Button>
            </dd>
          </>
        )}
        {row && row.gaps.length > 0 && (
          <>
            <dt>{t("detail.gaps")}</dt>
            <dd>
              {row.gaps.map((gap) => (
                <Tag key={gap}>{t(`filters.gap.${gap}`)}</Tag>
              ))}
            </dd>
          </>
        )}
      </dl>
      <h3>{t("detail.candidates")}</h3>
      <Candidates componentId={id} />
      {row && (
        <p className="quiet small">
          {t("detail.ranked", { at: shortMoment(row.rankedAt, language), version: row.modelVersion })}
        </p>
      )}
      <div className="clean-up-actions">
        {inquiry ? (
          <Button type="primary" onClick={() => void navigate(`/inquiries?inquiry=${inquiry.id}`)}>
            {t("detail.openInquiry")}
          </Button>
        ) : (
          openable && (
            <Button
              type="primary"
              loading={open.isPending}
              onClick={() =>
                open.mutate({ ids: [id] }, { onSuccess: () => toast(t("opening.started", { count: 1 })) })
              }
            >
              {t("select.openOne")}
            </Button>
          )
        )}
        <Button onClick={() => void navigate(`/?component=${id}`)}>{t("detail.openWorkbench")}</Button>
        {toggle && (
          <Button type="text" {...(picked && { icon: <CheckOutlined /> })} onClick={toggle}>
            {t(picked ? "detail.selected" : "detail.notSelected")}
          </Button>
        )}
      </div>
      {open.isError && <CommandProblem error={open.error} />}
      <p className="quiet small">{t("keys")}</p>
    </div>
  );
}
