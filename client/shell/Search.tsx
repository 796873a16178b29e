import { SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useDeferredValue, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { search } from "../../server/contract/registry.ts";
import type { AnswerOf } from "../../server/contract/endpoint.ts";
import { OWNERSHIP_STATUSES } from "../../server/domain/names.ts";
import { call } from "../api/call.ts";
import { keyOf } from "../api/keys.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { readView, writeView } from "../map/view.ts";
import { withSelection } from "../matter/selection.ts";
import { StatusGlyph } from "../matter/StatusChip.tsx";

type Hit = AnswerOf<typeof search>["items"][number];

function useHits(q: string) {
  const view = readView(new URLSearchParams(useLocation().search).get("view"));
  const near = view && { lon: Number(view.longitude.toFixed(3)), lat: Number(view.latitude.toFixed(3)) };
  return useQuery({
    queryKey: keyOf(search, { q, near }),
    queryFn: ({ signal }) => call(search, { query: { q, limit: 20, ...near }, signal }),
    enabled: q.length > 0,
    placeholderData: (old) => old,
    staleTime: 15_000,
  });
}

/** One search for everything, grouped by what was found; arrows and Enter, and it always leads somewhere. */
export function Search() {
  const { t } = useTranslation("ui");
  const box = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState("");
  const [shown, setShown] = useState(false);
  const [chosen, setChosen] = useState(0);
  const q = useDeferredValue(typed.trim());
  const found = useHits(q);
  const go = useOpenHit();
  const items = q === "" ? [] : (found.data?.items ?? []);
  // The kind whose best hit the server put first comes first.
  const groups = [...new Set(items.map(({ kind }) => kind))].map((kind) => ({
    kind,
    hits: items.filter((hit) => hit.kind === kind),
  }));
  const order = groups.flatMap(({ hits }) => hits);
  const at = Math.min(chosen, Math.max(0, order.length - 1));
  const leave = () => {
    setTyped("");
    setShown(false);
    box.current?.querySelector("input")?.blur();
  };
  const open = (hit: Hit | undefined) => {
    if (!hit) return;
    leave();
    go(hit);
  };

  return (
    <div
      ref={box}
      className="top-search"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setShown(false);
      }}
    >
      <Input
        id="search"
        allowClear
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-expanded={shown}
        aria-controls="search-hits"
        aria-activedescendant={shown && order[at] ? `hit-${at}` : undefined}
        prefix={<SearchOutlined />}
        suffix={typed === "" ? <kbd>/</kbd> : null}
        aria-label={t("search.label")}
        placeholder={t("search.placeholder")}
        value={typed}
        onFocus={() => setShown(true)}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(0);
          setShown(true);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "ArrowDown") setChosen((at + 1) % Math.max(1, order.length));
          else if (event.key === "ArrowUp") setChosen((at - 1 + order.length) % Math.max(1, order.length));
          else if (event.key === "Enter") open(order[at]);
          else if (event.key === "Escape") leave();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {shown && (
        <div id="search-hits" className="search-panel" role="listbox" aria-label={t("search.label")}>
          {q === "" ? (
            <p>{t("search.start")}</p>
          ) : found.isError ? (
            <FailedQuery error={found.error} retry={() => void found.refetch()} />
          ) : order.length === 0 ? (
            <p>{found.isFetching ? t("loading") : t("search.none", { q })}</p>
          ) : (
            groups.map(({ kind, hits }) => (
              <section key={kind}>
                <h3>{t(`search.kind.${kind}`)}</h3>
                <ul>
                  {hits.map((hit) => {
                    const index = order.indexOf(hit);
                    return (
                      // The keyboard is the field's: arrows move, Enter opens.
                      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
                      <li
                        key={`${hit.kind}${hit.id}`}
                        id={`hit-${index}`}
                        role="option"
                        aria-selected={index === at}
                        className="search-hit"
                        onMouseMove={() => setChosen(index)}
                        onPointerDown={(event) => event.preventDefault()}
                        onClick={() => open(hit)}
                      >
                        <Mark status={hit.status} />
                        <span>{hit.title}</span>
                        <span className="search-more">{hit.detail}</span>
                      </li>
                    );
                  })}
                </ul>
              </section>
            ))
          )}
        </div>
      )}
    </div>
  );
}

function Mark({ status }: { status: string | null }) {
  const known = OWNERSHIP_STATUSES.find((one) => one === status);
  return known ? <StatusGlyph status={known} size={14} /> : null;
}

/** Where each kind leads: what has a file is selected, a unit filters the queue, a place is shown. */
function useOpenHit(): (hit: Hit) => void {
  const navigate = useNavigate();
  const location = useLocation();
  return (hit) => {
    const params = location.pathname === "/" ? new URLSearchParams(location.search) : new URLSearchParams();
    const kind = hit.kind === "component" || hit.kind === "case" || hit.kind === "inquiry" ? hit.kind : null;
    // While a case is being filed, a component or place that is found is where it is filed.
    const filing = params.get("new") !== null && kind !== "case" && kind !== "inquiry";
    const next = kind ? withSelection(params, { kind, id: hit.id }) : withSelection(params, null);
    if (filing) next.set("new", hit.position && !kind ? `${hit.position.lon},${hit.position.lat}` : "1");
    if (hit.kind === "unit") next.set("unit", hit.id);
    if (hit.kind === "unit") next.set("queue", "open");
    if (hit.position) {
      const { lon: longitude, lat: latitude } = hit.position;
      next.set(
        "view",
        writeView({ longitude, latitude, zoom: kind || hit.kind === "coordinate" ? 18 : 16.5 }),
      );
    }
    void navigate({ pathname: "/", search: next.toString() });
  };
}
