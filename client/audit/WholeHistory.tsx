import { DownloadOutlined } from "@ant-design/icons";
import { App, Button, DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { STREAM_KINDS } from "../../server/domain/names.ts";
import { sentenceOf } from "../api/problem.ts";
import { useLanguage, useWord } from "../i18n/i18n.ts";
import words from "../matter/words.zh.ts";
import { downloadCsv } from "../ui/csv.ts";
import { useHistoryFacts } from "../matter/history-facts.ts";
import { readWholeHistory, useHistory, type HistoryFilter } from "./calls.ts";
import { HistoryTable, useWho } from "./HistoryTable.tsx";

const KINDS = Object.keys(words.event);

type Only = "decisions" | "accounts";

/** Everything that was ever recorded, narrowed by kind, subject and days; exported as it is shown. */
export function WholeHistory({
  params,
  set,
  replay,
  only = null,
}: {
  params: URLSearchParams;
  set: (changes: Readonly<Record<string, string | null>>) => void;
  replay: (componentId: string) => void;
  /** Only what takes two persons, or what happens to accounts. */
  only?: Only | null;
}) {
  const { t } = useTranslation("audit");
  const word = useWord();
  const filter = filterOf(params, only);
  const query = useHistory(filter);
  const [from, to] = [params.get("from"), params.get("to")];
  return (
    <>
      <div className="audit-filters">
        {only ? (
          <span className="quiet">{t(`${only}.intro`)}</span>
        ) : (
          <>
            <Select
              value={params.get("kind") ?? ""}
              aria-label={t("history.kind")}
              showSearch={{ optionFilterProp: "label" }}
              onChange={(kind) => set({ kind })}
              options={[
                { value: "", label: `${t("history.kind")}: ${t("history.any")}` },
                ...KINDS.map((kind) => ({ value: kind, label: word("event", kind) })),
              ]}
            />
            <Select
              value={params.get("stream") ?? ""}
              aria-label={t("history.stream")}
              onChange={(stream) => set({ stream })}
              options={[
                { value: "", label: `${t("history.stream")}: ${t("history.any")}` },
                ...STREAM_KINDS.map((kind) => ({
                  value: kind as string,
                  label: t(`history.streams.${kind}`),
                })),
              ]}
            />
          </>
        )}
        <DatePicker.RangePicker
          allowEmpty={[true, true]}
          placeholder={[t("history.from"), t("history.to")]}
          value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
          onChange={(range) =>
            set({
              from: range?.[0]?.format("YYYY-MM-DD") ?? null,
              to: range?.[1]?.format("YYYY-MM-DD") ?? null,
            })
          }
        />
        <ExportButton filter={filter} />
      </div>
      <HistoryTable query={query} none={t(`${only ?? "history"}.none`)} replay={replay} />
    </>
  );
}

function filterOf(params: URLSearchParams, only: Only | null): HistoryFilter {
  const [kind, stream, from, to] = ["kind", "stream", "from", "to"].map((name) => params.get(name));
  return {
    ...(only === "decisions" && { twoPersons: true }),
    ...(only === "accounts" && { streamKind: "account" }),
    ...(only === null && { ...(kind && { kind }), ...(stream && { streamKind: stream }) }),
    ...(from && { from }),
    ...(to && { to }),
  };
}

function ExportButton({ filter }: { filter: HistoryFilter }) {
  const { t } = useTranslation("audit");
  const { message } = App.useApp();
  const language = useLanguage();
  const word = useWord();
  const facts = useHistoryFacts();
  const who = useWho();
  const [read, setRead] = useState<number | null>(null);
  const run = async () => {
    setRead(0);
    try {
      const entries = await readWholeHistory(filter, setRead);
      const head = [
        t("history.when"),
        "recordedAt",
        t("history.what"),
        "kind",
        t("history.who"),
        t("history.facts"),
        "streamId",
        "seq",
        "componentId",
        "leafIndex",
        "leafHash",
      ];
      const rows = entries.map((entry) => [
        entry.occurredAt,
        entry.recordedAt,
        word("event", entry.kind),
        entry.kind,
        who(entry.actor),
        facts(entry).join(" · "),
        entry.streamId,
        entry.seq,
        entry.componentId,
        entry.leafIndex,
        entry.leafHash,
      ]);
      downloadCsv("youzhu-history.csv", [head, ...rows]);
    } catch (error) {
      void message.error(sentenceOf(error, language));
    }
    setRead(null);
  };
  return (
    <Button icon={<DownloadOutlined />} loading={read !== null} onClick={() => void run()}>
      {read === null ? t("export") : t("exporting", { count: read })}
    </Button>
  );
}
