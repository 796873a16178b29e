import { Button, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { Actor } from "../../server/domain/names.ts";
import { samePerson } from "../../server/domain/persons.ts";
import type { ReasonKey } from "../../server/domain/decision.ts";
import { useComponentCommand } from "../api/registry.ts";
import { useActor, useMay } from "../api/session.ts";
import { reasonSentence } from "../api/problem.ts";
import { useLanguage, useWord } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { PhotoStrip } from "../matter/PhotoStrip.tsx";
import { UnitName } from "../matter/UnitName.tsx";
import { dayText } from "../ui/time.ts";
import type { ComponentFile } from "./component-file.ts";

/** A change of who maintains it, with its paper, until a second person has said yes or no (docs/domain.md#guard-10). */
export function RoleProposal({ component }: { component: ComponentFile }) {
  const { t } = useTranslation("registry");
  const word = useWord();
  const language = useLanguage();
  const actor = useActor();
  const may = useMay();
  const command = useComponentCommand(component.id, component.version);
  const proposal = component.roleProposal;
  if (!proposal) return null;
  const refused = whyNot(actor, proposal.byAccountId);
  return (
    <section className="proposal-card" aria-label={t("proposal.title")}>
      <p>
        <b>{t(`proposal.${proposal.change}`, { role: word("role", proposal.role) })}</b>{" "}
        <UnitName unit={proposal.unit} />{" "}
        <span className="quiet">
          {t("answers.since", { from: dayText(proposal.from, language) })} · {word("basis", proposal.basis)}
          {proposal.basisRef !== null && ` ${proposal.basisRef}`}
        </span>
      </p>
      <PhotoStrip ids={proposal.photoIds} />
      {command.isError && <CommandProblem error={command.error} />}
      {may("correctRegistry") && (
        <div className="edit-bar">
          <Tooltip title={refused && reasonSentence(refused, language)}>
            <Button
              size="small"
              type="primary"
              disabled={refused !== null}
              loading={command.isPending}
              onClick={() => command.mutate({ type: "CONFIRM_ROLE" })}
            >
              {t("proposal.confirm")}
            </Button>
          </Tooltip>{" "}
          <Button
            size="small"
            loading={command.isPending}
            onClick={() => command.mutate({ type: "REFUSE_ROLE" })}
          >
            {t("proposal.refuse")}
          </Button>
        </div>
      )}
    </section>
  );
}

function whyNot(actor: Actor, byAccountId: string | null): ReasonKey | null {
  if (actor.role !== "SHIFT_LEAD") return "ROLE_MAY_NOT";
  return samePerson(actor, byAccountId) ? "SECOND_PERSON_NEEDED" : null;
}
