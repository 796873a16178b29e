import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useComponent } from "../api/registry.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { CodeText } from "../ui/CodeText.tsx";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { PhotoStrip } from "../matter/PhotoStrip.tsx";
import { SelectLink } from "../matter/SelectLink.tsx";
import { StateChip, StatusChip } from "../matter/StatusChip.tsx";
import { dayText } from "../ui/time.ts";
import { Erring } from "./Erring.tsx";

/** One component that is the unit's: since when and why, and what is going on with it. */
export function OwnComponent({ id }: { id: string }) {
  const { t } = useTranslation("claims");
  const named = useNamed();
  const word = useWord();
  const language = useLanguage();
  const query = useComponent(id);
  if (query.isPending) return <Skeleton active className="letter-panel" />;
  if (query.isError) return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  const component = query.data;
  return (
    <article className="letter-panel">
      <header>
        <div className="letter-line">
          <h2>{named({ nameZh: component.classNameZh, nameEn: component.classNameEn })}</h2>
          <StatusChip
            status={component.ownershipStatus}
            group={component.classGroup}
            danger={component.openDanger}
          />
        </div>
        <p>{component.address || "—"}</p>
        {component.code && <CodeText code={component.code} />}{" "}
        <SelectLink kind="component" id={component.id}>
          {t("openInMap")}
        </SelectLink>
      </header>
      <section>
        {component.roles.map(({ role, unit, from, to, basis }) => (
          <p key={`${role}${unit.id}${from}`}>
            {word("role", role)} {named(unit)}{" "}
            <span className="quiet">
              {dayText(from, language)} – {to ? dayText(to, language) : ""} {word("basis", basis)}
            </span>
          </p>
        ))}
      </section>
      {component.cases.length > 0 && (
        <section>
          {component.cases.map((one) => (
            <p key={one.id}>
              <SelectLink kind="case" id={one.id}>
                <span className="mono">{one.number}</span>
              </SelectLink>{" "}
              {word("defect", one.defect)}{" "}
              <StateChip of="caseState" state={one.state} openDanger={one.danger && one.open} />
            </p>
          ))}
        </section>
      )}
      <Erring component={component} />
      {component.photoIds.length > 0 && <PhotoStrip ids={component.photoIds} />}
    </article>
  );
}
