import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { Deadline } from "../../server/contract/shapes.ts";
import { running } from "../../server/domain/clocks/deadline.ts";
import { useLanguage, useWord } from "../i18n/i18n.ts";
import { shortMoment } from "../ui/time.ts";
import { ClockNote, TimeLeft, useHolidayNote, useLength, useLimit } from "./TimeLeft.tsx";
import { enteredLate } from "./late-entry.ts";
import "./ClockList.css";

/** Every clock of a track: those that run, then those that were met, missed or stopped, each with its limit. */
export function ClockList({ deadlines }: { deadlines: readonly Deadline[] }) {
  const present = deadlines.filter(running);
  const over = deadlines.filter((deadline) => !running(deadline));
  return (
    <ul className="clock-list">
      {[...present.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt)), ...over].map((deadline) => (
        <Clock key={`${deadline.kind}${deadline.dueAt}`} deadline={deadline} />
      ))}
    </ul>
  );
}

function Clock({ deadline }: { deadline: Deadline }) {
  const word = useWord();
  const limit = useLimit();
  const runs = running(deadline);
  const holidays = useHolidayNote()(deadline);
  return (
    <li data-running={runs}>
      <span className="clock-kind">{word("deadline", deadline.kind)}</span>
      <span className="quiet">{limit(deadline.minutes, deadline.clock)}</span>
      {runs ? <TimeLeft deadline={deadline} /> : <Ended deadline={deadline} />}
      {holidays && <span className="clock-holidays">{holidays}</span>}
    </li>
  );
}

function Ended({ deadline }: { deadline: Deadline }) {
  const { t } = useTranslation("ui");
  const language = useLanguage();
  const length = useLength();
  const { metAt, dueAt, lapsedAt } = deadline;
  const enteredAt = enteredLate(deadline) ? deadline.toldAt : null;
  const late = metAt === null ? lapsedAt !== undefined : metAt > dueAt;
  const text =
    metAt === null
      ? t(late ? "time.lapsed" : "time.cancelled")
      : late
        ? t("time.metLate", { length: length(Date.parse(metAt) - Date.parse(dueAt)) })
        : t("time.met");
  return (
    <Tooltip title={<ClockNote deadline={deadline} />}>
      <span className="clock-ended" data-late={late}>
        {text}
        {metAt && ` · ${shortMoment(metAt, language)}`}
        {enteredAt && ` · ${t("time.enteredLate", { at: shortMoment(enteredAt, language) })}`}
      </span>
    </Tooltip>
  );
}
