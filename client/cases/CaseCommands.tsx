import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CaseCommandBody, CaseDetail } from "../../server/contract/cases.ts";
import type { CaseCommandName } from "../../server/domain/case/commands.ts";
import { useCaseCommand } from "../api/cases.ts";
import { useActor } from "../api/session.ts";
import { useNamed } from "../i18n/i18n.ts";
import { CommandBar } from "../matter/CommandBar.tsx";
import { Refusal } from "../matter/CommandFrame.tsx";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { useNow } from "../ui/now.ts";
import { useToast } from "../ui/undo.tsx";
import { FormOf } from "./FormOf.tsx";
import { awaitedStep, offeredCommands } from "./offered.ts";

/** What may be done with a case now: the next step large, the others beside it, each refused one with its reason. */
export function CaseCommands({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  const actor = useActor();
  const now = useNow();
  const toast = useToast();
  const [chosen, setChosen] = useState<CaseCommandName | null>(null);
  const command = useCaseCommand(detail.id, detail.version);
  const offered = offeredCommands(actor, detail.file, new Date(now).toISOString());

  const send = (body: CaseCommandBody) => {
    command.mutate(body, {
      onSuccess: () => {
        setChosen(null);
        toast(t(`done.${body.type}`));
      },
    });
  };
  const choose = (type: CaseCommandName) => {
    command.reset();
    if (type === "ACKNOWLEDGE") send({ type });
    else setChosen(type === chosen ? null : type);
  };
  const { variables, isPending, error } = command;
  return (
    <section className="commands" aria-label={t("panel.next")}>
      <CommandBar
        subject={detail.number}
        offered={offered}
        label={(type) => t(`command.${type}`)}
        chosen={chosen}
        choose={choose}
        sending={chosen === null && isPending ? (variables?.type ?? null) : null}
        awaited={<Awaited detail={detail} />}
      />
      {chosen === null && error && <CommandProblem error={error} />}
      {chosen && (
        <Refusal value={error}>
          <FormOf
            key={chosen}
            type={chosen}
            detail={detail}
            send={send}
            sending={isPending}
            cancel={() => choose(chosen)}
          />
        </Refusal>
      )}
    </section>
  );
}

/** Nothing is mine to do: who is expected to do what. */
function Awaited({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  const named = useNamed();
  const step = awaitedStep(detail.file);
  if (step === null) return <span className="quiet">{t("panel.noNext")}</span>;
  const words = { step: t(`command.${step}`), unit: detail.unit ? named(detail.unit) : "" };
  const theUnits = detail.unit !== null && (step === "GUARD" || step === "MAKE_SAFE" || step === "REPAIR");
  return <span className="awaited">{t(theUnits ? "panel.nextByUnit" : "panel.nextBy", words)}</span>;
}
