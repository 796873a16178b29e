import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Input } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { search } from "../../server/contract/registry.ts";
import { call } from "../api/call.ts";
import { keyOf } from "../api/keys.ts";

/** Finds a component by its code, its case's number or its address. */
export function ReplaySearch({ choose }: { choose: (componentId: string) => void }) {
  const { t } = useTranslation("audit");
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: keyOf(search, { q }),
    queryFn: ({ signal }) => call(search, { query: { q, limit: 12 }, signal }),
    enabled: q.length > 1,
  });
  const options = (found.data?.items ?? []).flatMap(({ kind, id, title, detail, componentId }) => {
    const target = kind === "component" ? id : componentId;
    return target ? [{ key: `${kind}${id}`, value: target, label: `${title} · ${detail}` }] : [];
  });
  return (
    <AutoComplete
      className="replay-search"
      options={options}
      value={typed}
      onChange={(value: string) => setTyped(value)}
      onSelect={(componentId: string) => {
        setTyped("");
        choose(componentId);
      }}
      notFoundContent={q.length > 1 && !found.isPending ? t("replay.none") : null}
    >
      <Input.Search
        placeholder={t("replay.search")}
        aria-label={t("replay.search")}
        loading={found.isFetching}
      />
    </AutoComplete>
  );
}
