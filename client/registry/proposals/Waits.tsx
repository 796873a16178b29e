import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { TimeLeft } from "../../matter/TimeLeft.tsx";
import { fullMoment } from "../../ui/time.ts";

/** Since when a proposal waits, and how long somebody still has to decide. */
export function Waits({
  proposal: { at, dueAt },
}: {
  proposal: { readonly at: string | null; readonly dueAt: string | null };
}) {
  const { t } = useTranslation("registry");
  const language = useLanguage();
  if (at === null || dueAt === null) return null;
  return (
    <p className="quiet small">
      {t("proposal.at", { at: fullMoment(at, language) })}{" "}
      <TimeLeft deadline={{ kind: "CONFIRM", clock: "WORK_DAY", startedAt: at, dueAt }} withKind />
    </p>
  );
}
