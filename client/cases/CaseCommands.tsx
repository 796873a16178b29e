import { DownOutlined } from "@ant-design/icons";
import { Button, Dropdown, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CaseCommandBody, CaseDetail } from "../../server/contract/cases.ts";
import type { CaseTableCommand } from "../../server/domain/case-table.ts";
import type { CaseFile } from "../../server/domain/case.ts";
import { useCaseCommand } from "../api/cases.ts";
import { reasonSentence } from "../api/problem.ts";
import { useActor } from "../api/session.ts";
import { useLanguage, useNamed } from "../i18n/i18n.ts";
import { CommandProblem } from "../ui/CommandProblem.tsx";
import { usePaletteCommands } from "../ui/commands.ts";
import { useKeys } from "../ui/keys.ts";
import { useNow } from "../ui/now.ts";
import { useToast } from "../ui/undo.tsx";
import { FormOf } from "./FormOf.tsx";
import { awaitedStep, offeredCommands, type Offered } from "./offered.ts";

/** How many commands stand beside the primary one before the rest goes under 其他操作. */
const SHOWN = 2;
/** Done at once, without a form: nothing to say, and nothing that a word could make safer. */
const AT_ONCE: ReadonlySet<CaseTableCommand> = new Set(["ACKNOWLEDGE"]);

/** What may be done with a case now: the next step large, the others beside it, each refused one with its reason. */
export function CaseCommands({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  const actor = useActor();
  const now = useNow();
  const toast = useToast();
  const [chosen, setChosen] = useState<CaseTableCommand | null>(null);
  const command = useCaseCommand(detail.id, detail.version);
  const offered = offeredCommands(actor, detail.file as unknown as CaseFile, new Date(now).toISOString());

  const send = (body: CaseCommandBody) => {
    const { danger } = detail;
    command.mutate(body, {
      onSuccess: () => {
        setChosen(null);
        // The one command whose opposite is the same command is also the one most often slipped on.
        toast(
          t(`done.${body.type}`),
          body.type === "REASSESS_DANGER"
            ? () => command.mutate({ type: "REASSESS_DANGER", danger })
            : undefined,
        );
      },
    });
  };
  const choose = (type: CaseTableCommand) => {
    command.reset();
    if (type === "ACKNOWLEDGE") send({ type });
    else if (type === "REASSESS_DANGER") send({ type, danger: !detail.danger });
    else setChosen(type === chosen ? null : type);
  };
  const { primary } = offered;
  useKeys({ Enter: () => primary && choose(primary.type) }, { enabled: chosen === null && primary !== null });
  const allowed = offered.others.filter(({ refused }) => refused === null);
  usePaletteCommands(
    `case-${detail.id}`,
    [...(primary ? [primary] : []), ...allowed].map(({ type }) => ({
      id: type,
      title: t(`command.${type}`),
      group: detail.number,
      run: () => choose(type),
    })),
  );

  return (
    <section className="case-commands" aria-label={t("panel.next")}>
      <Bar
        detail={detail}
        offered={offered}
        chosen={chosen}
        choose={choose}
        sending={command.isPending && AT_ONCE.has(command.variables?.type)}
      />
      {command.isError && <CommandProblem error={command.error} />}
      {chosen && (
        <FormOf
          key={chosen}
          type={chosen}
          detail={detail}
          send={send}
          sending={command.isPending}
          cancel={() => setChosen(null)}
        />
      )}
    </section>
  );
}

/** Nothing is mine to do: who is expected to do what. */
function Awaited({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  const named = useNamed();
  const step = awaitedStep(detail.file as unknown as CaseFile);
  if (step === null) return <span className="quiet">{t("panel.noNext")}</span>;
  const words = { step: t(`command.${step}`), unit: detail.unit ? named(detail.unit) : "" };
  const theUnits = detail.unit !== null && (step === "GUARD" || step === "MAKE_SAFE" || step === "REPAIR");
  return <span className="awaited">{t(theUnits ? "panel.nextByUnit" : "panel.nextBy", words)}</span>;
}

function Bar({
  detail,
  offered,
  chosen,
  choose,
  sending,
}: {
  detail: CaseDetail;
  offered: ReturnType<typeof offeredCommands>;
  chosen: CaseTableCommand | null;
  choose: (type: CaseTableCommand) => void;
  sending: boolean;
}) {
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const { primary, others } = offered;
  const allowed = others.filter(({ refused }) => refused === null);
  const beside = allowed.slice(0, SHOWN);
  const more = [...allowed.slice(SHOWN), ...others.filter(({ refused }) => refused !== null)];
  if (!primary && others.length === 0) return null;
  return (
    <div className="case-bar" role="toolbar" aria-label={t("panel.others")}>
      {primary ? (
        <CommandButton offered={primary} primary chosen={chosen} choose={choose} loading={sending} />
      ) : (
        <Awaited detail={detail} />
      )}
      {beside.map((one) => (
        <CommandButton key={one.type} offered={one} chosen={chosen} choose={choose} />
      ))}
      {more.length > 0 && (
        <Dropdown
          trigger={["click"]}
          menu={{
            onClick: ({ key }) => choose(key as CaseTableCommand),
            items: more.map(({ type, refused }) => ({
              key: type,
              disabled: refused !== null,
              label: (
                <span className="refusable">
                  {t(`command.${type}`)}
                  {refused !== null && <small>{reasonSentence(refused, language)}</small>}
                </span>
              ),
            })),
          }}
        >
          <Button>
            {t("panel.others")} <DownOutlined />
          </Button>
        </Dropdown>
      )}
    </div>
  );
}

function CommandButton({
  offered,
  primary = false,
  chosen,
  choose,
  loading = false,
}: {
  offered: Offered;
  primary?: boolean;
  chosen: CaseTableCommand | null;
  choose: (type: CaseTableCommand) => void;
  loading?: boolean;
}) {
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const { type, refused } = offered;
  return (
    <Tooltip title={refused === null ? null : reasonSentence(refused, language)}>
      <Button
        type={primary ? "primary" : "default"}
        loading={loading}
        disabled={refused !== null}
        aria-pressed={chosen === type}
        onClick={() => choose(type)}
      >
        {t(`command.${type}`)}
        {primary && <kbd className="on-primary">↵</kbd>}
      </Button>
    </Tooltip>
  );
}
