import { useTranslation } from "react-i18next";
import type { RegisterChange } from "../../server/contract/register-changes.ts";
import { isOutsider } from "../../server/domain/permissions.ts";
import { useRegisterChanges } from "../api/registry.ts";
import { useMe } from "../api/session.ts";
import { useNamed, useWord } from "../i18n/i18n.ts";
import { useNow } from "../ui/now.ts";
import { SelectLink } from "./SelectLink.tsx";
import { TimeLeft } from "./TimeLeft.tsx";
import "./RegisterChanges.css";

/**
 * Changes of the register that wait for a second person, or for a unit's word on its own past days: nothing waits unseen. Nothing
 * where nothing waits.
 */
export function RegisterChanges() {
  const { t } = useTranslation("ui");
  const { role } = useMe();
  const { data } = useRegisterChanges();
  const now = useNow();
  if (!data || data.items.length === 0) return null;
  const late = data.items.some(({ dueAt }) => dueAt !== null && Date.parse(dueAt) < now);
  const asked = isOutsider(role);
  return (
    <details className="register-changes" data-late={late} open={asked}>
      <summary>{t(asked ? "changes.asked" : "changes.waiting", { count: data.total })}</summary>
      <ul>
        {data.items.map((change) => (
          <li key={`${change.componentId}${change.kind}`}>
            <Row change={change} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Row({ change }: { change: RegisterChange }) {
  const { t } = useTranslation("ui");
  const named = useNamed();
  const word = useWord();
  const { kind, role, unit, at, dueAt, hearingUntil, code, address } = change;
  const now = useNow();
  const hearing = hearingUntil !== null && Date.parse(hearingUntil) > now;
  const ends = hearing ? hearingUntil : dueAt;
  return (
    <>
      <SelectLink kind="component" id={change.componentId}>
        {word("change", kind)}
        {role !== null && ` · ${word("role", role)}`}
        {unit !== null && ` · ${named(unit)}`}
      </SelectLink>
      {at !== null && ends !== null && (
        <TimeLeft
          deadline={{ kind: hearing ? "HEARING" : "CONFIRM", clock: "WORK_DAY", startedAt: at, dueAt: ends }}
        />
      )}
      <span className="quiet">
        {named({ nameZh: change.classNameZh, nameEn: change.classNameEn })} {address || code}
        {" · "}
        {t(hearing ? "changes.hearing" : kind === "CORRECTION" ? "changes.convener" : "changes.lead")}
      </span>
    </>
  );
}
