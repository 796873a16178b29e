import { Button } from "antd";
import { type ReactNode, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { ClockMove } from "../../server/contract/training.ts";
import { sentenceOf } from "../api/problem.ts";
import { useMay } from "../api/session.ts";
import { useMoveClock, useTrainingClock } from "../api/training.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { useLength } from "../matter/TimeLeft.tsx";
import { clock } from "../ui/clock.ts";
import { usePaletteCommands } from "../ui/commands.ts";
import { useNow } from "../ui/now.ts";
import { fullMoment } from "../ui/time.ts";
import "./TrainingBand.css";

const MINUTE_MS = 60_000;

/** By how much the town is ahead; null while it is not. */
function useAheadText(): string | null {
  const length = useLength();
  const ahead = useSyncExternalStore(clock.onMoved, clock.ahead);
  return ahead < MINUTE_MS ? null : length(ahead);
}

/**
 * Over every page of a town whose time was moved: what time it is there, in words and in a colour of its own. Nobody takes it
 * for today. Whoever may move it finds the control here, also before it was ever moved.
 */
export function TrainingBand() {
  const may = useMay();
  const state = useTrainingClock();
  const movable = state?.movable === true && may("moveTrainingClock");
  return (
    <Band
      movable={movable}
      control={
        movable ? <TimeControl nextDeadline={state.nextDeadline} moving={state.goal !== null} /> : null
      }
    />
  );
}

/** The same before anybody has signed in. */
export function VisitorsBand() {
  useTrainingClock();
  return <Band movable={false} control={null} />;
}

function Band({ movable, control }: { movable: boolean; control: ReactNode }) {
  const { t } = useTranslation("ui");
  const language = useLanguage();
  const now = useNow();
  const ahead = useAheadText();
  if (ahead === null && !movable) return null;
  return (
    <section className="training-band" aria-label={t("training.label")} data-moved={ahead !== null}>
      <span className="training-words" role="status">
        <b>{t("training.label")}</b>
        <time dateTime={new Date(now).toISOString()}>{fullMoment(now, language)}</time>
        <span>{ahead === null ? t("training.same") : t("training.ahead", { ahead })}</span>
      </span>
      {control}
    </section>
  );
}

function TimeControl({ nextDeadline, moving }: { nextDeadline: string | null; moving: boolean }) {
  const { t } = useTranslation("ui");
  const language = useLanguage();
  const move = useMoveClock();
  const busy = move.isPending || moving;
  const choices: { key: "hour" | "day" | "deadline"; body: ClockMove; title?: string; possible: boolean }[] =
    [
      { key: "hour", body: { hours: 1 }, possible: true },
      { key: "day", body: { days: 1 }, possible: true },
      {
        key: "deadline",
        body: { to: "NEXT_DEADLINE" },
        title: nextDeadline === null ? t("training.nothing") : fullMoment(nextDeadline, language),
        possible: nextDeadline !== null,
      },
    ];
  usePaletteCommands(
    "training",
    choices.map(({ key, body }) => ({
      id: `training-${key}`,
      title: `${t("training.move")}: ${t(`training.${key}`)}`,
      group: t("palette.groups.do"),
      run: () => move.mutate(body),
    })),
  );
  return (
    <span className="training-control" role="group" aria-label={t("training.move")} aria-busy={busy}>
      {choices.map(({ key, body, title, possible }) => (
        <Button
          key={key}
          size="small"
          title={title}
          disabled={busy || !possible}
          loading={busy && move.variables === body}
          onClick={() => move.mutate(body)}
        >
          {t(`training.${key}`)}
        </Button>
      ))}
      {busy && <span className="training-busy">{t("training.moving")}</span>}
      {move.error && (
        <span className="training-problem" role="alert">
          {sentenceOf(move.error, language)}
        </span>
      )}
    </span>
  );
}
