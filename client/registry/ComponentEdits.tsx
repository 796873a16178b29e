import { DownOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { touchesRestriction } from "../../server/domain/component/state.ts";
import { useComponentCommand } from "../api/registry.ts";
import { useMay, useMe } from "../api/session.ts";
import { Refusal } from "../matter/CommandFrame.tsx";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { useSelection } from "../matter/selection.ts";
import { useToast } from "../ui/undo.tsx";
import type { ComponentFile } from "./component-file.ts";
import { holderToday } from "../matter/holders.ts";
import { EDITS, type EditName } from "./edits/EditForms.tsx";
import { OwnerErred } from "./edits/OwnerErred.tsx";

/** Corrections by hand: whatever is changed stays in the history beside what was. */
export function ComponentEdits({ component }: { component: ComponentFile }) {
  const { t } = useTranslation("registry");
  const may = useMay();
  const me = useMe();
  const toast = useToast();
  const { select } = useSelection();
  const [chosen, setChosen] = useState<EditName | "ownerErred" | null>(null);
  const command = useComponentCommand(component.id, component.version);
  const choose = (kind: EditName | "ownerErred" | null) => {
    command.reset();
    setChosen(kind);
  };
  const owner = holderToday(component, "owner");
  // A unit says so itself, among its own components.
  const enters = may("disclaim") && me.role !== "OWNER_UNIT";
  const mayErr = enters && owner !== null && component.ownershipStatus === "CONFIRMED";
  if ((!may("correctRegistry") && !mayErr) || component.retired) return null;
  const kinds = may("correctRegistry")
    ? (Object.keys(EDITS) as EditName[]).filter(
        (kind) => component.provisional || (kind !== "confirm" && kind !== "identify"),
      )
    : [];
  const Form = chosen && chosen !== "ownerErred" ? EDITS[chosen] : null;
  return (
    <>
      <div className="edit-bar">
        <Dropdown
          trigger={["click"]}
          menu={{
            items: [...kinds, ...(mayErr ? (["ownerErred"] as const) : [])].map((key) => ({
              key,
              label: t(`edit.${key}`),
              danger: key === "retire",
            })),
            onClick: ({ key }) => choose(key as EditName | "ownerErred"),
          }}
        >
          <Button size="small">
            {t("edit.more")} <DownOutlined />
          </Button>
        </Dropdown>
      </div>
      {chosen === "ownerErred" && owner && (
        <OwnerErred componentId={component.id} owner={owner} close={() => choose(null)} />
      )}
      {!Form && command.isError && <CommandProblem error={command.error} />}
      {Form && (
        <Refusal value={command.error}>
          <Form
            key={chosen}
            component={component}
            sending={command.isPending}
            cancel={() => choose(null)}
            send={(body) =>
              command.mutate(body, {
                onSuccess: () => {
                  setChosen(null);
                  if (body.type === "IDENTIFY") select({ kind: "component", id: body.with });
                  toast(
                    t(waits(component, body) ? "done.proposed" : `done.${body.type}`),
                    undoOf(component, body, (undo) => command.mutate(undo)),
                  );
                },
              })
            }
          />
        </Refusal>
      )}
    </>
  );
}

type Body = Parameters<ReturnType<typeof useComponentCommand>["mutate"]>[0];

/** It changes nothing before a second person has confirmed it. */
function waits(component: ComponentFile, body: Body): boolean {
  switch (body.type) {
    case "RETIRE":
      return true;
    case "RECLASSIFY":
      return touchesRestriction(component, body.classCode);
    case "ASSIGN_ROLE":
    case "END_ROLE":
      return body.role === "maintainer" || body.role === "interim_custodian";
    default:
      return false;
  }
}

/** What puts it back as it was; nothing for what cannot be put back. */
function undoOf(component: ComponentFile, done: Body, send: (body: Body) => void): (() => void) | undefined {
  const { position, accuracyM, physicalState, classCode, attributes, address } = component;
  switch (done.type) {
    case "CORRECT_POSITION":
      return () =>
        send({
          type: "CORRECT_POSITION",
          position: { ...position, crs: "EPSG:4490", accuracyM: Math.min(500, Math.max(0.01, accuracyM)) },
        });
    case "SET_PHYSICAL_STATE":
      return () => send({ type: "SET_PHYSICAL_STATE", physicalState });
    case "RECLASSIFY":
      // What waits for a second person is not undone but taken back, where it stands.
      return touchesRestriction(component, done.classCode)
        ? undefined
        : () => send({ type: "RECLASSIFY", classCode, reasonCode: null, photoIds: [] });
    case "RECORD_ATTRIBUTES":
      return () => send({ type: "RECORD_ATTRIBUTES", attributes, address });
    default:
      return undefined;
  }
}
