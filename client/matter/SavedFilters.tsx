import { DeleteOutlined, StarFilled, StarOutlined } from "@ant-design/icons";
import { Button, Input, Popover } from "antd";
import { useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../api/session.ts";
import { readSaved, sameFilter, writeSaved, type SavedFilter } from "./saved-filters.ts";
import "./SavedFilters.css";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Filters of a list under names of one's own, kept for this account in this browser. `names` are the parameters of the address
 * that make up the filter; `apply` puts a saved one (its query) in their place.
 */
export function SavedFilters({
  list,
  names,
  params,
  apply,
}: {
  list: string;
  names: readonly string[];
  params: URLSearchParams;
  apply: (query: URLSearchParams) => void;
}) {
  const { t } = useTranslation("ui");
  const key = `youzhu.filters.${useMe().accountId}.${list}`;
  const text = useSyncExternalStore(subscribe, () => localStorage.getItem(key) ?? "");
  const saved = readSaved(text);
  const [name, setName] = useState("");
  const [open, setOpen] = useState(false);
  const now = new URLSearchParams(names.flatMap((one) => params.getAll(one).map((value) => [one, value])));
  const current = saved.find(({ query }) => sameFilter(query, now.toString()));
  const keep = (filters: readonly SavedFilter[]) => {
    localStorage.setItem(key, writeSaved(filters));
    for (const listener of listeners) listener();
  };
  const save = () => {
    const given = name.trim();
    if (given === "") return;
    keep([...saved.filter((one) => one.name !== given), { name: given, query: now.toString() }]);
    setName("");
  };
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      title={t("filters.title")}
      content={
        <div className="saved-filters">
          {saved.length === 0 && <p className="quiet">{t("filters.none")}</p>}
          <ul>
            {saved.map((filter) => (
              <li key={filter.name}>
                <button
                  type="button"
                  aria-pressed={filter === current}
                  onClick={() => {
                    apply(new URLSearchParams(filter.query));
                    setOpen(false);
                  }}
                >
                  {filter.name}
                </button>
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t("filters.remove", { name: filter.name })}
                  onClick={() => keep(saved.filter((one) => one !== filter))}
                />
              </li>
            ))}
          </ul>
          <Input
            size="small"
            value={name}
            maxLength={40}
            placeholder={t("filters.name")}
            aria-label={t("filters.name")}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={save}
            suffix={
              <Button type="link" size="small" disabled={name.trim() === ""} onClick={save}>
                {t("filters.save")}
              </Button>
            }
          />
        </div>
      }
    >
      <Button
        type="text"
        size="small"
        icon={current ? <StarFilled /> : <StarOutlined />}
        aria-label={t("filters.title")}
        title={current ? current.name : t("filters.title")}
      />
    </Popover>
  );
}
