import {
  CaretRightOutlined,
  PauseOutlined,
  StepBackwardOutlined,
  StepForwardOutlined,
} from "@ant-design/icons";
import { Button, Empty, Skeleton, Slider } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { HistoryEntry } from "../../server/contract/shapes.ts";
import { useComponent, useComponentHistory } from "../api/registry.ts";
import { useUnits } from "../api/reference.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { useHistoryFacts } from "../matter/history-facts.ts";
import { useKeys } from "../ui/keys.ts";
import { lanesOfCase } from "../matter/lanes/case-lane.ts";
import { lanesOfInquiry } from "../matter/lanes/inquiry-lane.ts";
import { StatusChip } from "../matter/StatusChip.tsx";
import { dayIn, fullMoment } from "../ui/time.ts";
import { TwoLanes } from "../matter/TwoLanes.tsx";
import { useWho } from "./HistoryTable.tsx";
import { caseForLanes, inquiryForLanes, shownMatters, stoodAfter } from "./replay.ts";
import { ReplaySearch } from "./ReplaySearch.tsx";

const STEP_MS = 900;

/** One component's story, step by step, folded anew from its history by the rules themselves. */
export function Replay({
  componentId,
  choose,
}: {
  componentId: string | null;
  choose: (componentId: string) => void;
}) {
  const { t } = useTranslation("audit");
  return (
    <div className="replay">
      <ReplaySearch choose={choose} />
      {componentId === null ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("replay.pick")} />
      ) : (
        <Story key={componentId} componentId={componentId} />
      )}
    </div>
  );
}

function Story({ componentId }: { componentId: string }) {
  const history = useComponentHistory(componentId);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = history;
  useEffect(() => {
    // A story is told from its beginning: all pages are needed, oldest last.
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const steps = useMemo(
    () => history.data?.pages.flatMap(({ items }) => items).toReversed() ?? [],
    [history.data],
  );
  if (history.isPending || hasNextPage) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (history.isError) return <FailedQuery error={history.error} retry={() => void history.refetch()} />;
  return <Stage componentId={componentId} steps={steps} />;
}

function Stage({ componentId, steps }: { componentId: string; steps: readonly HistoryEntry[] }) {
  const { t } = useTranslation("audit");
  const language = useLanguage();
  const [chosen, setChosen] = useState<number | null>(null);
  const [playing, setPlaying] = useState(false);
  const at = chosen ?? steps.length;
  const go = (step: number) => setChosen(Math.min(steps.length, Math.max(1, step)));
  useKeys({ ArrowLeft: () => go(at - 1), ArrowRight: () => go(at + 1), " ": () => setPlaying(!playing) });
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => (at >= steps.length ? setPlaying(false) : setChosen(at + 1)), STEP_MS);
    return () => clearTimeout(timer);
  }, [playing, at, steps.length]);
  const entry = steps[at - 1];
  if (!entry) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("history.none")} />;
  return (
    <>
      <div className="replay-bar">
        <Button
          icon={<StepBackwardOutlined />}
          aria-label={t("replay.previous")}
          disabled={at <= 1}
          onClick={() => go(at - 1)}
        />
        <Button
          type="primary"
          icon={playing ? <PauseOutlined /> : <CaretRightOutlined />}
          aria-label={t(playing ? "replay.pause" : "replay.play")}
          onClick={() => {
            if (!playing && at >= steps.length) setChosen(1);
            setPlaying(!playing);
          }}
        />
        <Button
          icon={<StepForwardOutlined />}
          aria-label={t("replay.next")}
          disabled={at >= steps.length}
          onClick={() => go(at + 1)}
        />
        <Slider
          className="replay-slider"
          min={1}
          max={steps.length}
          value={at}
          onChange={go}
          tooltip={{ formatter: (value) => t("replay.step", { n: value, total: steps.length }) }}
        />
        <span className="quiet">{t("replay.upTo", { at: fullMoment(entry.occurredAt, language) })}</span>
      </div>
      <ThatDay componentId={componentId} entry={entry} />
      <Lanes steps={steps} at={at} />
      <Steps steps={steps} at={at} go={go} />
    </>
  );
}

/** Who answered for it on that day: from the dated roles, not from today. */
function ThatDay({ componentId, entry }: { componentId: string; entry: HistoryEntry }) {
  const { t } = useTranslation("audit");
  const named = useNamed();
  const word = useWord();
  const component = useComponent(componentId).data;
  if (!component) return null;
  const day = dayIn(entry.occurredAt);
  const held = component.roles.filter(({ from, to }) => from <= day && (to === null || day < to));
  return (
    <p className="replay-day">
      <strong>{named({ nameZh: component.classNameZh, nameEn: component.classNameEn })}</strong>{" "}
      {component.address} <StatusChip status={component.ownershipStatus} group={component.classGroup} />
      <span className="quiet">{t("replay.roles")}: </span>
      {held.length === 0
        ? t("replay.nobody")
        : held.map(({ role, unit }) => `${word("role", role)} ${named(unit)}`).join(" · ")}
    </p>
  );
}

function Lanes({ steps, at }: { steps: readonly HistoryEntry[]; at: number }) {
  const units = useUnits().data;
  const unitOf = (id: string | null) => units?.find((unit) => unit.id === id) ?? null;
  const { file, inquiry } = shownMatters(stoodAfter(steps, at));
  const now = Date.parse(steps[at - 1]?.occurredAt ?? "");
  const asked = inquiry && inquiryForLanes(inquiry, unitOf);
  const toldOf = (id: string | undefined) => steps.slice(0, at).filter(({ streamId }) => streamId === id);
  const told = { file: toldOf(file?.id), inquiry: toldOf(inquiry?.id) };
  const picture = file
    ? lanesOfCase(caseForLanes(file, unitOf), asked, now, told)
    : asked && lanesOfInquiry(asked, now, told.inquiry);
  return <div className="replay-lanes">{picture && <TwoLanes picture={picture} />}</div>;
}

function Steps({
  steps,
  at,
  go,
}: {
  steps: readonly HistoryEntry[];
  at: number;
  go: (step: number) => void;
}) {
  const language = useLanguage();
  const word = useWord();
  const facts = useHistoryFacts();
  const who = useWho();
  return (
    <ol className="replay-steps">
      {steps.map((entry, index) => (
        <li key={entry.eventId} data-past={index < at} aria-current={index === at - 1 ? "step" : undefined}>
          <button type="button" onClick={() => go(index + 1)}>
            <time>{fullMoment(entry.occurredAt, language)}</time>
            <strong>{word("event", entry.kind)}</strong>
            <span>{facts(entry).join(" · ")}</span>
            <span className="quiet">{who(entry.actor)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
