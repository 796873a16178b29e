import { useState } from "react";
import { useTranslation } from "react-i18next";
import { objecting, unheardUnits } from "../../../server/domain/component/correction.ts";
import type { ReasonKey } from "../../../server/domain/decision.ts";
import type { Actor } from "../../../server/domain/names.ts";
import { useComponentCommand } from "../../api/registry.ts";
import { useActor } from "../../api/session.ts";
import { useLanguage, useWord } from "../../i18n/i18n.ts";
import { CommandProblem } from "../../matter/CommandProblem.tsx";
import { PhotoStrip } from "../../matter/PhotoStrip.tsx";
import { UnitName } from "../../matter/UnitName.tsx";
import { useNow } from "../../ui/now.ts";
import { dayText } from "../../ui/time.ts";
import type { ComponentFile } from "../component-file.ts";
import { Correction } from "./Correction.tsx";
import { DecideBar } from "./DecideBar.tsx";
import { Despite } from "./Despite.tsx";
import { Waits } from "./Waits.tsx";

type Proposal = NonNullable<ComponentFile["roleProposal"]>;

/** A change of who maintains it, with its paper, until a second person has said yes or no (docs/domain.md#guard-10). */
export function RoleProposal({ component }: { component: ComponentFile }) {
  const { t } = useTranslation("registry");
  const word = useWord();
  const language = useLanguage();
  const actor = useActor();
  const now = new Date(useNow()).toISOString();
  const command = useComponentCommand(component.id, component.version);
  const [answering, setAnswering] = useState(false);
  const proposal = component.roleProposal;
  if (!proposal) return null;
  const { change, role, unit, from, basis, basisRef, correction } = proposal;
  const confirm = () => command.mutate({ type: "CONFIRM_ROLE" });
  const objected = correction !== null && objecting(correction).length > 0;
  return (
    <section className="proposal-card" aria-label={t("proposal.title")}>
      <p>
        <b>{t(`proposal.${correction ? "CORRECTION" : change}`, { role: word("role", role) })}</b>{" "}
        <UnitName unit={unit} />{" "}
        <span className="quiet">
          {t("answers.since", { from: dayText(from, language) })} · {word("basis", basis)}
          {basisRef !== null && ` ${basisRef}`}
        </span>
      </p>
      <PhotoStrip ids={proposal.photoIds} />
      {correction && <Correction component={component} correction={correction} />}
      <Waits proposal={proposal} />
      {command.isError && !answering && <CommandProblem error={command.error} />}
      {answering ? (
        <Despite
          error={command.error}
          sending={command.isPending}
          cancel={() => setAnswering(false)}
          send={(said) => command.mutate({ type: "CONFIRM_ROLE", ...said })}
        />
      ) : (
        <DecideBar
          yes={{ type: "CONFIRM_ROLE", run: objected ? () => setAnswering(true) : confirm }}
          no={{ type: "REFUSE_ROLE", run: () => command.mutate({ type: "REFUSE_ROLE" }) }}
          refused={notYet(actor, proposal, now, component.restricted)}
          byAccountId={proposal.byAccountId}
          sending={command.isPending}
        />
      )}
    </section>
  );
}

/** Of a correction: it is the convener's, when those were heard whose days it moves (docs/domain.md#guard-5). */
function notYet(actor: Actor, { correction }: Proposal, now: string, restricted: boolean): ReasonKey | null {
  if (!correction) return null;
  if (actor.role !== "CONVENER") return "CORRECTION_BY_CONVENER";
  const { asked, heard, until } = correction;
  const waits = unheardUnits({ takes: [], asked: asked.map(({ id }) => id), heard, until }, now, restricted);
  return waits.length > 0 ? "HEARING_OPEN" : null;
}
