import { Button, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { ComponentCommand } from "../../../server/domain/component/commands.ts";
import { mayCommand } from "../../../server/domain/component/table.ts";
import type { ReasonKey } from "../../../server/domain/decision.ts";
import type { Actor } from "../../../server/domain/names.ts";
import { notASecondPerson, samePerson } from "../../../server/domain/persons.ts";
import { reasonSentence } from "../../api/problem.ts";
import { useActor } from "../../api/session.ts";
import { useLanguage } from "../../i18n/i18n.ts";

/** The second person's yes or no; to whoever proposed it, the no is taking it back. */
export function DecideBar({
  yes,
  no,
  refused,
  byAccountId,
  sending,
}: {
  yes: { readonly type: ComponentCommand["type"]; readonly run: () => void };
  no: { readonly type: ComponentCommand["type"]; readonly run: () => void };
  /** Why it cannot be confirmed now, whoever looks at it. */
  refused: ReasonKey | null;
  byAccountId: string | null;
  sending: boolean;
}) {
  const { t } = useTranslation("registry");
  const language = useLanguage();
  const actor = useActor();
  if (!mayCommand(actor.role, no.type)) return null;
  const why = secondPerson(actor, yes.type, byAccountId) ?? refused;
  return (
    <div className="edit-bar">
      <Tooltip title={why && reasonSentence(why, language)}>
        <Button size="small" type="primary" disabled={why !== null} loading={sending} onClick={yes.run}>
          {t("proposal.confirm")}
        </Button>
      </Tooltip>{" "}
      <Button size="small" loading={sending} onClick={no.run}>
        {t(samePerson(actor, byAccountId) ? "proposal.takeBack" : "proposal.refuse")}
      </Button>
    </div>
  );
}

function secondPerson(
  actor: Actor,
  type: ComponentCommand["type"],
  byAccountId: string | null,
): ReasonKey | null {
  if (!mayCommand(actor.role, type)) return "ROLE_MAY_NOT";
  return notASecondPerson(actor, byAccountId)?.reason ?? null;
}
