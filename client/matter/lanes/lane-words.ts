import { useTranslation } from "react-i18next";
import { useLanguage, useNamed, useWord } from "../../i18n/i18n.ts";
import { fullMoment, shortMoment } from "../../ui/time.ts";
import type { Flag, Lane, Picture, Segment, Tick } from "./picture.ts";
import type { Thread } from "./threads.ts";

const ANSWER_OF = { claim: "CLAIM", deny: "DENY", visit: "NEED_SITE_VISIT", silence: "NO_REPLY" } as const;

/** Everything that the picture says in words: on it, on hover, and to whoever does not see it. */
export function useLaneWords() {
  const { t } = useTranslation("ui");
  const word = useWord();
  const named = useNamed();
  const language = useLanguage();

  const segmentName = ({ words, code }: Pick<Segment, "words" | "code">): string =>
    words === "lanes" ? t(`lanes.${code}` as never) : word(words, code);
  const segmentTitle = (segment: Segment): string =>
    `${segmentName(segment)} · ${fullMoment(segment.from, language)} – ${segment.to === null ? t("now") : fullMoment(segment.to, language)}`;
  const flagTitle = (flag: Flag): string => {
    const due = `${word("deadline", flag.kind)} · ${t(`lanes.flag.${flag.state}`)} · ${t("time.due", { at: fullMoment(flag.dueAt, language) })}`;
    const met = flag.metAt === null ? "" : ` · ${fullMoment(flag.metAt, language)}`;
    const guessed = flag.provisional
      ? ` · ${t("time.provisional", { years: flag.provisional.join(", ") })}`
      : "";
    return `${due}${met} · ${word("clock", flag.clock)}${guessed}`;
  };
  const tickName = ({ shape, unit }: Tick): string => {
    const who = unit ? named(unit) : t("unit.unknown");
    if (shape === "letter") return t("lanes.sent", { unit: who });
    if (shape === "return") return t("lanes.returned", { unit: who });
    if (shape === "extension" || shape === "rework" || shape === "escalation") return t(`lanes.${shape}`);
    return t("lanes.answered", { unit: who, answer: word("answer", ANSWER_OF[shape]) });
  };
  /** At the end of a thread: the unit and its last word. */
  const threadName = ({ last }: Thread): string => {
    const who = last.unit ? named(last.unit) : t("unit.unknown");
    const said =
      last.shape === "letter" ? t("lanes.waiting") : word("answer", ANSWER_OF[last.shape as "claim"]);
    return `${who} · ${said}`;
  };
  const netTitle = ({ at, until, unit }: NonNullable<Picture["caught"]>): string =>
    [
      unit ? `${t("lanes.backstop")} · ${named(unit)}` : t("lanes.backstop"),
      `${fullMoment(at, language)} – ${until === null ? t("now") : fullMoment(until, language)}`,
    ].join(" · ");
  const tickTitle = (tick: Tick): string => `${tickName(tick)} · ${fullMoment(tick.at, language)}`;

  const laneText = (name: string, lane: Lane | null): string =>
    lane === null
      ? ""
      : `${name}: ${[
          ...lane.segments.map((segment) => `${segmentName(segment)} ${shortMoment(segment.from, language)}`),
          ...lane.flags.map((flag) => `${word("deadline", flag.kind)} ${t(`lanes.flag.${flag.state}`)}`),
          ...lane.ticks.map(tickName),
        ].join(", ")}`;
  const describe = (picture: Picture): string => {
    const caught =
      picture.caught === null
        ? ""
        : `${t("lanes.backstop")}: ${picture.caught.unit ? named(picture.caught.unit) : shortMoment(picture.caught.at, language)}`;
    const text = [
      laneText(t("lanes.safety"), picture.safety),
      laneText(t("lanes.ownership"), picture.ownership),
      caught,
    ]
      .filter(Boolean)
      .join("; ");
    return t("lanes.aria", { text });
  };

  return {
    t,
    word,
    named,
    language,
    segmentName,
    segmentTitle,
    flagTitle,
    tickName,
    tickTitle,
    threadName,
    netTitle,
    describe,
  };
}
