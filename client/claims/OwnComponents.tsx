import { Button, Empty, Input, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import "../ui/Rows.css";
import { useNamed } from "../i18n/i18n.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { StatusGlyph } from "../matter/StatusChip.tsx";
import { useOwnComponents } from "./calls.ts";

/** What is registered as the unit's, to look at and to find on the map. */
export function OwnComponents({
  unitId,
  chosen,
  choose,
}: {
  unitId: string;
  chosen: string | null;
  choose: (componentId: string) => void;
}) {
  const { t } = useTranslation("claims");
  const named = useNamed();
  const [q, setQ] = useState("");
  const own = useOwnComponents(unitId, q);
  const items = own.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <div className="own-search">
        <Input.Search
          allowClear
          placeholder={t("search")}
          aria-label={t("search")}
          onSearch={(typed) => setQ(typed.trim())}
        />
      </div>
      {own.isPending ? (
        <Skeleton active className="claims-skeleton" />
      ) : own.isError ? (
        <FailedQuery error={own.error} retry={() => void own.refetch()} />
      ) : items.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("none.own")} />
      ) : (
        <ul className="list-rows inbox-rows">
          {items.map((component) => (
            <li key={component.id}>
              <button
                type="button"
                className="list-row inbox-row"
                aria-current={chosen === component.id}
                onClick={() => choose(component.id)}
              >
                <span className="first">
                  <StatusGlyph
                    status={component.ownershipStatus}
                    group={component.classGroup}
                    danger={component.openDanger}
                  />
                  {named({ nameZh: component.classNameZh, nameEn: component.classNameEn })}
                </span>
                <span className="mono quiet">{component.code}</span>
                <span className="second">{component.address}</span>
              </button>
            </li>
          ))}
          {own.hasNextPage && (
            <li>
              <Button type="link" loading={own.isFetchingNextPage} onClick={() => void own.fetchNextPage()}>
                {t("more")}
              </Button>
            </li>
          )}
        </ul>
      )}
    </>
  );
}
