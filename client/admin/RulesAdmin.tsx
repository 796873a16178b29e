import { clock } from "../ui/clock.ts";
import { Button, Collapse, Popconfirm, Skeleton, Switch, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RulePackVersion } from "../../server/contract/rule-packs.ts";
import { useMay } from "../api/session.ts";
import { useLanguage, useNamed } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { dayText, fullMoment } from "../ui/time.ts";
import { useToast } from "../ui/undo.tsx";
import { RuleDraftStart } from "./RuleDraftStart.tsx";
import { RuleDrafts } from "./RuleDrafts.tsx";
import { RulePackView } from "./RulePackView.tsx";
import { useRuleCommands, useRulePacks } from "./rule-calls.ts";

const nameOf = ({ id, version }: RulePackVersion) => `${id}/${version}`;
/** In force, then what is to come, then the rest. */
const rank = (pack: RulePackVersion) => (pack.enabled ? 0 : scheduled(pack) ? 1 : 2);
const scheduled = ({ inForceFrom }: RulePackVersion) =>
  inForceFrom !== null && Date.parse(inForceFrom) > clock.now();

/** The sets of time limits with the texts they come from: what is in force, what is to come, what is being drafted. */
export function RulesAdmin() {
  const { t } = useTranslation("admin");
  const may = useMay();
  const [all, setAll] = useState(false);
  const [from, setFrom] = useState<RulePackVersion | null>(null);
  const query = useRulePacks(all);
  if (query.isPending) return <Skeleton active />;
  if (query.isError) return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  const packs = query.data.items.toSorted((a, b) => rank(a) - rank(b));
  const inForce = packs.find(({ enabled }) => enabled);
  return (
    <div className="rules">
      <p className="quiet rules-intro">{t("rules.intro")}</p>
      {inForce && may("confirmRules") && <RuleDrafts inForce={inForce} />}
      <div className="rules-bar">
        <h2>{t("rules.versions")}</h2>
        <label className="quiet">
          <Switch size="small" checked={all} onChange={setAll} /> {t("rules.all")}
        </label>
      </div>
      <Collapse
        // The heading alone folds: a button beside it is no button within a button.
        collapsible="header"
        defaultActiveKey={inForce ? [nameOf(inForce)] : []}
        items={packs.map((pack) => ({
          key: nameOf(pack),
          label: <Heading pack={pack} />,
          extra: <Acts pack={pack} draft={() => setFrom(pack)} />,
          children: <RulePackView pack={pack} />,
        }))}
      />
      {from && <RuleDraftStart from={from} close={() => setFrom(null)} />}
    </div>
  );
}

function Heading({ pack }: { pack: RulePackVersion }) {
  const { t } = useTranslation("admin");
  const named = useNamed();
  const language = useLanguage();
  const { inForceFrom, version } = pack;
  return (
    <>
      {named(pack)} {pack.enabled && <Tag color="green">{t("rules.inForce")}</Tag>}
      {scheduled(pack) && <Tag color="blue">{t("rules.toCome")}</Tag>}{" "}
      <span className="quiet">
        {inForceFrom === null
          ? t("rules.never", { version, from: dayText(pack.validFrom, language) })
          : t(scheduled(pack) ? "rules.willBegin" : "rules.began", {
              version,
              from: fullMoment(inForceFrom, language),
            })}
      </span>
    </>
  );
}

/** What stands at the right of a version: begin a draft from it, or take it back before it begins. */
function Acts({ pack, draft }: { pack: RulePackVersion; draft: () => void }) {
  const { t } = useTranslation("admin");
  const may = useMay();
  const named = useNamed();
  const toast = useToast();
  const { withdraw } = useRuleCommands();
  return (
    <span className="rules-acts">
      {withdraw.error && <CommandProblem error={withdraw.error} />}
      {scheduled(pack) && may("confirmRules") && (
        <Popconfirm
          title={t("rules.withdrawAsk", { name: named(pack) })}
          onConfirm={() => withdraw.mutate(pack, { onSuccess: () => toast(t("rules.withdrawn")) })}
        >
          <Button size="small" danger loading={withdraw.isPending}>
            {t("rules.withdraw")}
          </Button>
        </Popconfirm>
      )}
      {may("manageRules") && (
        <Button size="small" onClick={draft}>
          {t("rules.draftFrom")}
        </Button>
      )}
    </span>
  );
}
