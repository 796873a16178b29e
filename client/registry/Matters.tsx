import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { UNRESOLVED } from "../../server/domain/names.ts";
import { useCase } from "../api/cases.ts";
import { useInquiry, useOpenInquiry } from "../api/inquiries.ts";
import { useMay } from "../api/session.ts";
import { useLanguage, useWord } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { lanesOfCase } from "../matter/lanes/case-lane.ts";
import { InquiryLanes } from "../matter/InquiryLanes.tsx";
import { useHistories } from "../matter/lanes/use-histories.ts";
import { useNow } from "../ui/now.ts";
import { SelectLink } from "../matter/SelectLink.tsx";
import { useSelection } from "../matter/selection.ts";
import { StateChip } from "../matter/StatusChip.tsx";
import { shortMoment } from "../ui/time.ts";
import { TwoLanes } from "../matter/TwoLanes.tsx";
import { useToast } from "../ui/undo.tsx";
import type { ComponentFile } from "./component-file.ts";

/** What is open about it, as the two lanes, with the way to its file; and what may be begun. */
export function Matters({ component }: { component: ComponentFile }) {
  const { t } = useTranslation("registry");
  const now = useNow();
  const may = useMay();
  const { startFiling } = useSelection();
  const openCase = component.cases.find(({ open }) => open) ?? null;
  const openInquiry = component.inquiries.find(({ open }) => open) ?? null;
  const lastInquiry = openInquiry ?? component.inquiries.at(0) ?? null;
  const file = useCase(openCase?.id ?? null).data;
  const inquiry = useInquiry(lastInquiry?.id ?? null, may("seeInquiries")).data;
  const histories = useHistories(openCase?.id ?? null, inquiry?.id ?? null);
  return (
    <>
      {file ? (
        <TwoLanes picture={lanesOfCase(file, inquiry ?? null, now, histories)} />
      ) : (
        inquiry && <InquiryLanes inquiry={inquiry} />
      )}
      {!openCase && !openInquiry && <p className="quiet">{t("matters.none")}</p>}
      <div className="matter-buttons">
        {openCase && (
          <SelectLink kind="case" id={openCase.id}>
            <Button type="primary" tabIndex={-1}>
              {t("matters.openCase")} {openCase.number}
            </Button>
          </SelectLink>
        )}
        {openInquiry && (
          <SelectLink kind="inquiry" id={openInquiry.id}>
            <Button tabIndex={-1}>{t("matters.openInquiryPanel")}</Button>
          </SelectLink>
        )}
        {may("reportCase") && !component.retired && (
          <Button type={openCase ? "default" : "primary"} onClick={() => startFiling(null, component.id)}>
            {t("matters.fileCase")}
          </Button>
        )}
        {!openInquiry &&
          !component.retired &&
          may("openInquiry") &&
          UNRESOLVED.includes(component.ownershipStatus) && <OpenInquiry componentId={component.id} />}
      </div>
      <Ended component={component} />
    </>
  );
}

function OpenInquiry({ componentId }: { componentId: string }) {
  const { t } = useTranslation("registry");
  const open = useOpenInquiry();
  const toast = useToast();
  const { select } = useSelection();
  return (
    <>
      <Button
        loading={open.isPending}
        onClick={() =>
          open.mutate(componentId, {
            onSuccess: ({ id, number }) => {
              toast(t("inquiryOpened", { number }));
              select({ kind: "inquiry", id });
            },
          })
        }
      >
        {t("matters.openInquiry")}
      </Button>
      {open.isError && <CommandProblem error={open.error} />}
    </>
  );
}

function Ended({ component }: { component: ComponentFile }) {
  const { t } = useTranslation("registry");
  const word = useWord();
  const language = useLanguage();
  const cases = component.cases.filter(({ open }) => !open);
  const inquiries = component.inquiries.filter(({ open }) => !open);
  if (cases.length + inquiries.length === 0) return null;
  return (
    <details className="ended-matters">
      <summary>
        {t("section.past")} {cases.length + inquiries.length}
      </summary>
      <ul>
        {cases.map(({ id, number, defect, state, reportedAt }) => (
          <li key={id}>
            <SelectLink kind="case" id={id}>
              <span className="mono">{number}</span>
            </SelectLink>{" "}
            {word("defect", defect)} <StateChip of="caseState" state={state} />{" "}
            <span className="quiet">{shortMoment(reportedAt, language)}</span>
          </li>
        ))}
        {inquiries.map(({ id, number, state, openedAt }) => (
          <li key={id}>
            <SelectLink kind="inquiry" id={id}>
              <span className="mono">{number}</span>
            </SelectLink>{" "}
            <StateChip of="inquiryState" state={state} />{" "}
            <span className="quiet">{shortMoment(openedAt, language)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
