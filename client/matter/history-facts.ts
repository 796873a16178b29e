import { useTranslation } from "react-i18next";
import type { HistoryEntry } from "../../server/contract/shapes.ts";
import { useUnits } from "../api/reference.ts";
import { useLanguage, useNamed, useWord, type WordGroup } from "../i18n/i18n.ts";
import { dayText, fullMoment } from "../ui/time.ts";

/** Which list of words a field of an event takes its code from. */
const WORDS: Readonly<Record<string, WordGroup>> = {
  defect: "defect",
  channel: "channel",
  answer: "answer",
  role: "role",
  physicalState: "physical",
  before: "physical",
  kind: "evidence",
  deadline: "deadline",
  emergencyReason: "emergency",
  basis: "basis",
  next: "inquiryState",
  how: "basis",
  step: "deadline",
  to: "accountRole",
};
const UNITS = new Set([
  "unitId",
  "custodianUnitId",
  "namesUnitId",
  "managerUnitId",
  "ownerUnitId",
  "toUnitId",
]);
const DAYS = new Set(["from", "on", "reviewOn", "nextReviewOn"]);
const MOMENTS = new Set(["until", "objectionUntil", "dueAt", "since"]);
/** Said by the kind already, or of no use to a reader. */
const LEFT_OUT = new Set([
  "photoIds",
  "byAccountId",
  "createdBy",
  "signedBy",
  "proposedBy",
  "componentId",
  "caseId",
  "id",
  "number",
  "divisionCode",
  "automatic",
]);

/** What an event says, as short words: `分拨 → 张槎城建和水利办 · 权属未确认的险情`. */
export function useHistoryFacts(): (entry: HistoryEntry) => string[] {
  const word = useWord();
  const named = useNamed();
  const language = useLanguage();
  const { t } = useTranslation("ui");
  const units = useUnits().data;
  const unitName = (id: string) => {
    const unit = units?.find((known) => known.id === id);
    return unit ? named(unit) : t("unit.unknown");
  };

  const factOf = (entry: HistoryEntry, name: string, value: unknown): string | null => {
    if (entry.kind === "DEADLINE_RECOMPUTED") return recomputedFact(entry, name);
    if (name === "objects") return t(value === true ? "history.objects" : "history.agrees");
    if (LEFT_OUT.has(name) || value === null || value === "" || value === false) return null;
    if (name === "deadline" && typeof value === "object")
      return deadlineFact(value as { kind: string; dueAt: string });
    if (name === "danger") return value === true ? t("danger") : null;
    if (name === "correction") return periodsFact((value as { takes: { unitId: string }[] }).takes);
    if ((name === "taken" || name === "corrects") && Array.isArray(value))
      return periodsFact(value as { unitId: string }[]);
    if (name === "despite" && entry.kind === "ROLE_CORRECTED")
      return t("history.despite", { units: (value as string[]).map(unitName).join("、") });
    if (name === "letters" && Array.isArray(value))
      return (value as { unitId: string }[]).map(({ unitId }) => unitName(unitId)).join("、");
    if (name === "unitIds" && Array.isArray(value)) return (value as string[]).map(unitName).join("、");
    if (name === "beside" && Array.isArray(value) && value.length > 0)
      return t("history.beside", { units: (value as string[]).map(unitName).join("、") });
    if (typeof value !== "string") return null;
    // The codes of the two streets.
    if (entry.kind === "CASE_HANDED_OVER" && name !== "reasonCode") return name === "to" ? value : null;
    if (UNITS.has(name)) return unitName(value);
    if (DAYS.has(name)) return dayText(value.slice(0, 10), language);
    if (name === "contradicts") return t(value === "INSIDE" ? "history.mapInside" : "history.mapOutside");
    if (name === "document") return value;
    if (name === "toldAt") return t("time.enteredLate", { at: fullMoment(value, language) });
    if (MOMENTS.has(name)) return fullMoment(value, language);
    if (
      name === "reasonCode" ||
      name === "measure" ||
      name === "material" ||
      name === "loadClass" ||
      name === "outcome"
    )
      return reasonWord(value);
    if (name === "kind" && (entry.kind.startsWith("DEADLINE") || entry.kind === "WAIT_ENDED"))
      return word("deadline", value);
    if (name === "kind" && entry.kind.startsWith("REQUEST")) return word("request", value);
    if (name === "kind" && entry.kind.startsWith("CHANGE_")) return word("change", value);
    if (name === "change") return word("change", value);
    if (name === "classCode" && entry.kind.startsWith("CHANGE_")) return t("history.class", { code: value });
    if (name === "role" && entry.streamKind === "account") return word("accountRole", value);
    const group = WORDS[name];
    return group ? word(group, value) : null;
  };
  /** Its step, and both moments; one of its fields says it for all. */
  const recomputedFact = ({ data }: HistoryEntry, name: string): string | null => {
    const { kind, before, after, kept } = data as {
      kind: string;
      before: string;
      after: string;
      kept: boolean;
    };
    if (name === "kind") return word("deadline", kind);
    if (name === "before")
      return t("time.dueOf", { before: fullMoment(before, language), after: fullMoment(after, language) });
    return name === "kept" && kept ? t("time.recomputedKept", { after: fullMoment(after, language) }) : null;
  };
  const deadlineFact = ({ kind, dueAt }: { kind: string; dueAt: string }) =>
    `${word("deadline", kind)} ${t("time.due", { at: fullMoment(dueAt, language) })}`;
  const periodsFact = (periods: readonly { unitId: string }[]) =>
    periods.length === 0
      ? null
      : t("history.takes", {
          units: [...new Set(periods.map(({ unitId }) => unitName(unitId)))].join("、"),
        });
  const reasonWord = (value: string) => {
    const denied = word("denialReason", value);
    return denied === value ? word("reason", value) : denied;
  };
  return (entry) => Object.entries(entry.data).flatMap(([name, value]) => factOf(entry, name, value) ?? []);
}
