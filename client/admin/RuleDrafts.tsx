import { Alert, Button, Card, Empty, Popconfirm, Skeleton, Tag, Tooltip } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { RuleDraft, RulePackVersion } from "../../server/contract/rule-packs.ts";
import { ruleDifference } from "../../server/domain/clocks/rule-difference.ts";
import { personUnknown } from "../../server/domain/persons.ts";
import { reasonSentence } from "../api/problem.ts";
import { useActor, useMay } from "../api/session.ts";
import { useLanguage, useNamed } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { shortMoment } from "../ui/time.ts";
import { useToast } from "../ui/undo.tsx";
import { RuleDifference } from "./RuleDifference.tsx";
import { RuleDraftForm } from "./RuleDraftForm.tsx";
import { RuleEnableDialog } from "./RuleEnableDialog.tsx";
import { useRuleCommands, useRuleDrafts } from "./rule-calls.ts";

/** What is being drafted, each with its difference to the version in force and what it still needs. */
export function RuleDrafts({ inForce }: { inForce: RulePackVersion }) {
  const { t } = useTranslation("admin");
  const may = useMay();
  const query = useRuleDrafts();
  if (query.isPending) return <Skeleton active />;
  if (query.isError) return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  return (
    <>
      <div className="rules-bar">
        <h2>{t("rules.drafts")}</h2>
      </div>
      {query.data.length === 0 && (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={
            <>
              {t("rules.noDrafts")}
              <br />
              <span className="quiet">{t(may("manageRules") ? "rules.howToDraft" : "rules.whoDrafts")}</span>
            </>
          }
        />
      )}
      {query.data.map((draft) => (
        <DraftCard key={draft.id} draft={draft} inForce={inForce} />
      ))}
    </>
  );
}

function DraftCard({ draft, inForce }: { draft: RuleDraft; inForce: RulePackVersion }) {
  const { t } = useTranslation("admin");
  const named = useNamed();
  const language = useLanguage();
  const [doing, setDoing] = useState<"edit" | "enable" | null>(null);
  const card = useRef<HTMLDivElement>(null);
  const leaveForm = () => {
    setDoing(null);
    // The form was many screens long: what it changed is shown at the top of the card.
    card.current?.scrollIntoView({ block: "start" });
  };
  const changes = ruleDifference({ ...inForce, ...inForce.rules }, { ...draft, ...draft.rules });
  return (
    <Card
      ref={card}
      size="small"
      className="rule-draft"
      title={
        <>
          {named(draft)} <Tag>{t("rules.draft")}</Tag>
        </>
      }
    >
      <p className="quiet">
        {t("rules.draftBy", {
          who: draft.writers.join("、"),
          at: shortMoment(draft.changedAt, language),
          from: `${draft.basedOn.id}/${draft.basedOn.version}`,
        })}
      </p>
      {draft.seconds === 0 && <NobodyElse />}
      {doing === "edit" ? (
        <RuleDraftForm draft={draft} close={leaveForm} />
      ) : (
        <>
          <h3>{t("rules.differenceTo", { name: named(inForce), version: inForce.version })}</h3>
          <RuleDifference changes={changes} />
          <DraftActs
            draft={draft}
            changed={changes.some(({ part }) => part !== "TEXT")}
            edit={() => setDoing("edit")}
            enable={() => setDoing("enable")}
          />
        </>
      )}
      {doing === "enable" && (
        <RuleEnableDialog draft={draft} changes={changes} close={() => setDoing(null)} />
      )}
    </Card>
  );
}

/** Two persons are needed and there is one: said where it stops the work, with the way on. */
function NobodyElse() {
  const { t } = useTranslation("admin");
  const may = useMay();
  return (
    <Alert
      type="warning"
      showIcon
      className="form-alert"
      title={t("rules.nobodyElse")}
      description={
        <>
          {t("rules.nobodyElseHow")}{" "}
          {may("manageAccounts") && <Link to="/admin?tab=accounts">{t("rules.toAccounts")}</Link>}
        </>
      }
    />
  );
}

function DraftActs({
  draft,
  changed,
  edit,
  enable,
}: {
  draft: RuleDraft;
  changed: boolean;
  edit: () => void;
  enable: () => void;
}) {
  const { t } = useTranslation("admin");
  const may = useMay();
  const toast = useToast();
  const language = useLanguage();
  const { discard } = useRuleCommands();
  const actor = useActor();
  const second = draft.mine ? "SECOND_PERSON_NEEDED" : personUnknown(actor) ? "PERSON_UNKNOWN" : null;
  const why = changed ? second : "RULES_UNCHANGED";
  return (
    <>
      {discard.error && <CommandProblem error={discard.error} />}
      <div className="form-foot rule-foot">
        <Tooltip title={why && reasonSentence(why, language)}>
          <Button type="primary" disabled={why !== null} onClick={enable}>
            {t("rules.enable")}
          </Button>
        </Tooltip>
        {may("manageRules") && (
          <>
            <Button onClick={edit}>{t("rules.editDraft")}</Button>
            <Popconfirm
              title={t("rules.discardAsk")}
              onConfirm={() => discard.mutate(draft, { onSuccess: () => toast(t("rules.discarded")) })}
            >
              <Button danger loading={discard.isPending}>
                {t("rules.discard")}
              </Button>
            </Popconfirm>
          </>
        )}
        {why && <span className="quiet">{reasonSentence(why, language)}</span>}
      </div>
    </>
  );
}
