import type { FormInstance } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import type { ComponentCommandBody } from "../../../server/contract/registry.ts";
import { CommandFrame } from "../../matter/CommandFrame.tsx";
import type { ComponentFile } from "../component-file.ts";

export type EditKind =
  | "position"
  | "classCode"
  | "state"
  | "attributes"
  | "photo"
  | "identify"
  | "undoIdentification"
  | "confirm"
  | "assign"
  | "endRole"
  | "retire";

/** What every form of a correction is given. */
export interface EditProps {
  readonly component: ComponentFile;
  readonly send: (body: z.output<typeof ComponentCommandBody>) => void;
  readonly sending: boolean;
  readonly cancel: () => void;
}

/** The frame of a correction: its title, and red where it cannot be undone. */
export function EditForm<Values extends object>({
  kind,
  form,
  initialValues,
  onFinish,
  sending,
  cancel,
  children,
}: {
  kind: EditKind;
  form?: FormInstance<Values>;
  initialValues?: Partial<Values>;
  onFinish: (values: Values) => void;
  sending: boolean;
  cancel: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation("registry");
  return (
    <CommandFrame<Values>
      title={t(`edit.${kind}`)}
      danger={kind === "retire"}
      onFinish={onFinish}
      sending={sending}
      cancel={cancel}
      {...(form && { form })}
      {...(initialValues && { initialValues })}
    >
      {children}
    </CommandFrame>
  );
}
