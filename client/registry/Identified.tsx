import { Alert, Button, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useComponentCommand } from "../api/registry.ts";
import { reasonSentence } from "../api/problem.ts";
import { useActor, useMay } from "../api/session.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { Refusal } from "../matter/CommandFrame.tsx";
import { SelectLink } from "../matter/SelectLink.tsx";
import { dayText } from "../ui/time.ts";
import { useToast } from "../ui/undo.tsx";
import type { ComponentFile } from "./component-file.ts";
import { UndoIdentification } from "./edits/Identify.tsx";

/** What a provisional component turned out to be, or which ones turned out to be this one; with the way to the other. */
export function Identified({ component }: { component: ComponentFile }) {
  const { t } = useTranslation("registry");
  const language = useLanguage();
  const { identifiedWith, identifiedHere } = component;
  if (identifiedWith)
    return (
      <Alert
        type="info"
        className="identified"
        title={
          <>
            {t("identify.isOther", { on: dayText(identifiedWith.on, language) })}{" "}
            <SelectLink kind="component" id={identifiedWith.id}>
              <span className="mono">{identifiedWith.code ?? t("identify.open")}</span>
            </SelectLink>
          </>
        }
        description={<TakeBack component={component} />}
      />
    );
  if (identifiedHere.length === 0) return null;
  return (
    <p className="quiet small">
      {t("identify.wasOther", { count: identifiedHere.length })}{" "}
      {identifiedHere.map(({ id, on }) => (
        <SelectLink key={id} kind="component" id={id}>
          {dayText(on, language)}
        </SelectLink>
      ))}
    </p>
  );
}

function TakeBack({ component }: { component: ComponentFile }) {
  const { t } = useTranslation("registry");
  const language = useLanguage();
  const may = useMay();
  const actor = useActor();
  const toast = useToast();
  const [asked, setAsked] = useState(false);
  const command = useComponentCommand(component.id, component.version);
  if (!may("correctRegistry")) return null;
  const refused = actor.role === "SHIFT_LEAD" ? null : "ROLE_MAY_NOT";
  if (!asked)
    return (
      <Tooltip title={refused && reasonSentence(refused, language)}>
        <Button size="small" disabled={refused !== null} onClick={() => setAsked(true)}>
          {t("edit.undoIdentification")}
        </Button>
      </Tooltip>
    );
  return (
    <Refusal value={command.error}>
      <UndoIdentification
        component={component}
        sending={command.isPending}
        cancel={() => setAsked(false)}
        send={(body) =>
          command.mutate(body, {
            onSuccess: () => {
              setAsked(false);
              toast(t(`done.${body.type}`));
            },
          })
        }
      />
    </Refusal>
  );
}
