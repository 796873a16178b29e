import { Button, Checkbox, Empty, Skeleton, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HistoryEntry } from "../../server/contract/shapes.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { byMechanism } from "./by-mechanism.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { useHistoryFacts } from "./history-facts.ts";
import { PhotoStrip } from "./PhotoStrip.tsx";
import { dayIn, dayText, fullMoment } from "../ui/time.ts";
import "./HistoryTimeline.css";

interface HistoryQuery {
  readonly data: { readonly pages: readonly { readonly items: readonly HistoryEntry[] }[] } | undefined;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
  readonly refetch: () => unknown;
}

/** Who did what, when, on which basis, newest first, each entry with its proof mark. */
export function HistoryTimeline({ query }: { query: HistoryQuery }) {
  const { t } = useTranslation("ui");
  const language = useLanguage();
  // Every step starts clocks; they are told with the clocks, and here only to whoever asks.
  const [clocks, setClocks] = useState(false);
  if (query.isPending) return <Skeleton active paragraph={{ rows: 4 }} title={false} />;
  if (query.error && !query.data)
    return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  const all = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const entries = clocks ? all : all.filter(({ kind }) => kind !== "DEADLINE_SET");
  if (entries.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("history.none")} />;
  return (
    <>
      {all.some(({ kind }) => kind === "DEADLINE_SET") && (
        <Checkbox
          className="history-clocks"
          checked={clocks}
          onChange={(event) => setClocks(event.target.checked)}
        >
          {t("history.clocks")}
        </Checkbox>
      )}
      <ol className="history">
        {entries.map((entry, index) => {
          const day = dayIn(entry.occurredAt);
          const before = entries[index - 1];
          const newDay = !before || dayIn(before.occurredAt) !== day;
          return <Entry key={entry.eventId} entry={entry} day={newDay ? dayText(day, language) : null} />;
        })}
      </ol>
      {query.hasNextPage && (
        <Button
          type="link"
          size="small"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("history.older")}
        </Button>
      )}
    </>
  );
}

function Entry({ entry, day }: { entry: HistoryEntry; day: string | null }) {
  const word = useWord();
  const facts = useHistoryFacts()(entry);
  const language = useLanguage();
  const photos = Array.isArray(entry.data["photoIds"]) ? (entry.data["photoIds"] as string[]) : [];
  const clock = entry.kind === "DEADLINE_SET";
  return (
    <>
      {day && <li className="history-day">{day}</li>}
      <li className="history-entry" data-clock={clock}>
        <time dateTime={entry.occurredAt} title={fullMoment(entry.occurredAt, language)}>
          {fullMoment(entry.occurredAt, language).slice(-5)}
        </time>
        <div>
          <span className="what">{word("event", entry.kind)}</span>{" "}
          <span className="facts">{facts.join(" · ")}</span>
          {!clock && (
            <div className="who">
              <Who entry={entry} /> <Proof entry={entry} />
            </div>
          )}
          {Object.entries(entry.notes).map(([name, text]) => (
            <p key={name} className="note">
              {text}
            </p>
          ))}
          {entry.basis.length > 0 && <Basis basis={entry.basis} />}
          {photos.length > 0 && <PhotoStrip ids={photos} />}
        </div>
      </li>
    </>
  );
}

function Who({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation("ui");
  const named = useNamed();
  const word = useWord();
  const { actor } = entry;
  if (actor.accountId === null) return t("history.system");
  const name = actor.displayName ?? word("accountRole", actor.role);
  const who = actor.unit ? `${name} · ${named(actor.unit)}` : name;
  return byMechanism(entry) ? t("history.follows", { who }) : who;
}

/** The mark that an entry is sealed: its place in the log and the beginning of its hash. */
function Proof({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation("ui");
  const hash = entry.leafHash.slice(0, 16);
  const text =
    entry.leafIndex === null
      ? t("history.proofWaiting", { hash })
      : t("history.proof", { index: entry.leafIndex, hash });
  return (
    <Tooltip title={text}>
      <button type="button" className="proof" aria-label={text}>
        {entry.leafIndex === null ? "○" : "●"} {entry.leafHash.slice(0, 6)}
      </button>
    </Tooltip>
  );
}

function Basis({ basis }: { basis: HistoryEntry["basis"] }) {
  const { t } = useTranslation("ui");
  const word = useWord();
  return (
    <div className="facts">
      {t("history.basis")}: {basis.map(({ type, ref }) => `${word("basis", type)} ${ref}`).join("、")}
    </div>
  );
}
