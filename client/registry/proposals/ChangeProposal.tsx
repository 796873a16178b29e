import { useTranslation } from "react-i18next";
import { RESTRICTED_CLASS } from "../../../server/domain/component/state.ts";
import { useReference } from "../../api/reference.ts";
import { useComponentCommand } from "../../api/registry.ts";
import { useNamed } from "../../i18n/i18n.ts";
import { CommandProblem } from "../../matter/CommandProblem.tsx";
import { PhotoStrip } from "../../matter/PhotoStrip.tsx";
import type { ComponentFile } from "../component-file.ts";
import { DecideBar } from "./DecideBar.tsx";
import { Waits } from "./Waits.tsx";

/** That it is gone, or restricted, or not any more: with the reason, until a second person has said yes or no (docs/domain.md#guard-10). */
export function ChangeProposal({ component }: { component: ComponentFile }) {
  const { t } = useTranslation("registry");
  const named = useNamed();
  const classes = useReference().data?.classes;
  const command = useComponentCommand(component.id, component.version);
  const proposal = component.changeProposal;
  if (!proposal) return null;
  const { kind, classCode = "" } = proposal;
  const known = classes?.find(({ scheme, code }) => scheme === "A" && code === classCode);
  return (
    <section className="proposal-card" aria-label={t("proposal.title")}>
      <p>
        <b>{t(`proposal.${kind}`, { class: `${known ? named(known) : ""} ${classCode}`.trim() })}</b>
      </p>
      {kind === "RECLASSIFY" && (
        <p className="quiet small">
          {t(classCode === RESTRICTED_CLASS ? "proposal.hides" : "proposal.shows")}
        </p>
      )}
      <p>{t("proposal.because", { reason: proposal.reasonCode })}</p>
      {proposal.photoIds.length > 0 && <PhotoStrip ids={proposal.photoIds} />}
      <Waits proposal={proposal} />
      {command.isError && <CommandProblem error={command.error} />}
      <DecideBar
        yes={{ type: "CONFIRM_CHANGE", run: () => command.mutate({ type: "CONFIRM_CHANGE" }) }}
        no={{ type: "REFUSE_CHANGE", run: () => command.mutate({ type: "REFUSE_CHANGE" }) }}
        refused={null}
        byAccountId={proposal.byAccountId}
        sending={command.isPending}
      />
    </section>
  );
}
