import { SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Input } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { search } from "../../../server/contract/registry.ts";
import { call } from "../../api/call.ts";
import { keyOf } from "../../api/keys.ts";
import { readView, withSelection, writeView } from "../selection.ts";

const KINDS = ["component", "case", "inquiry", "unit", "area", "place", "coordinate"] as const;
type Hit = Awaited<ReturnType<typeof ask>>["items"][number];

function ask(q: string, near: { lon: number; lat: number } | null, signal: AbortSignal) {
  return call(search, { query: { q, ...near }, signal });
}

/** One search for everything; grouped by what was found, and it always leads somewhere. */
export function Search() {
  const { t } = useTranslation("ui");
  const navigate = useNavigate();
  const location = useLocation();
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const view = readView(new URLSearchParams(location.search).get("view"));
  const near = view && { lon: Number(view.longitude.toFixed(3)), lat: Number(view.latitude.toFixed(3)) };
  const found = useQuery({
    queryKey: keyOf(search, { q, near }),
    queryFn: ({ signal }) => ask(q, near, signal),
    enabled: q.length > 0,
    placeholderData: (old) => old,
    staleTime: 15_000,
  });
  const hits = q === "" ? [] : (found.data?.items ?? []);

  const open = (hit: Hit) => {
    const params = location.pathname === "/" ? new URLSearchParams(location.search) : new URLSearchParams();
    const kind = hit.kind === "component" || hit.kind === "case" || hit.kind === "inquiry" ? hit.kind : null;
    const next = kind ? withSelection(params, { kind, id: hit.id }) : withSelection(params, null);
    if (hit.kind === "unit") next.set("unit", hit.id);
    if (hit.position)
      next.set(
        "view",
        writeView({ longitude: hit.position.lon, latitude: hit.position.lat, zoom: kind ? 18 : 16.5 }),
      );
    setTyped("");
    void navigate({ pathname: "/", search: next.toString() });
  };

  const groups = KINDS.map((kind) => ({ kind, hits: hits.filter((hit) => hit.kind === kind) })).filter(
    ({ hits }) => hits.length > 0,
  );
  return (
    <AutoComplete
      className="top-search"
      value={typed}
      defaultActiveFirstOption
      popupMatchSelectWidth={Math.min(560, innerWidth - 24)}
      options={groups.map(({ kind, hits }) => ({
        label: t(`search.kind.${kind}`),
        options: hits.map((hit) => ({
          value: `${hit.kind}:${hit.id}`,
          label: (
            <span className="search-option">
              <span>{hit.title}</span>
              <span className="detail">{hit.detail}</span>
            </span>
          ),
        })),
      }))}
      notFoundContent={
        q === "" ? t("search.start") : found.isFetching ? t("loading") : t("search.none", { q })
      }
      onChange={(value: string) =>
        setTyped(/^(component|case|inquiry|unit|area|place|coordinate):/.test(value) ? "" : value)
      }
      onSelect={(value: string) => {
        const hit = hits.find((candidate) => `${candidate.kind}:${candidate.id}` === value);
        if (hit) open(hit);
        (document.activeElement as HTMLElement | null)?.blur();
      }}
    >
      <Input
        id="search"
        allowClear
        prefix={<SearchOutlined />}
        suffix={typed === "" ? <kbd>/</kbd> : null}
        aria-label={t("search.label")}
        placeholder={t("search.placeholder")}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
    </AutoComplete>
  );
}
