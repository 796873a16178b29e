import { Button, Form, type FormInstance } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CaseCommandBody, CaseDetail } from "../../server/contract/cases.ts";
import type { CaseTableCommand } from "../../server/domain/case-table.ts";

/** What every command's form is given: the case as read, and how to say what was filled in. */
export interface CommandFormProps {
  readonly detail: CaseDetail;
  readonly send: (body: CaseCommandBody) => void;
  readonly sending: boolean;
  readonly cancel: () => void;
}

/** The frame of a command's form: its name, its fields, do it or leave it. Escape leaves, Ctrl+Enter does. */
export function CommandForm<Values extends object>({
  type,
  form,
  initialValues,
  onFinish,
  sending,
  cancel,
  danger = false,
  blocked = false,
  plain = false,
  children,
}: {
  type: CaseTableCommand;
  form?: FormInstance<Values>;
  initialValues?: Partial<Values>;
  onFinish: (values: Values) => void;
  sending: boolean;
  cancel: () => void;
  danger?: boolean;
  blocked?: boolean;
  /** Nothing to fill in: the button has the focus, and Enter does it. */
  plain?: boolean;
  children?: ReactNode;
}) {
  const { t } = useTranslation(["cases", "ui"]);
  const [own] = Form.useForm<Values>();
  const used = form ?? own;
  return (
    <Form<Values>
      form={used}
      layout="vertical"
      className="case-form"
      initialValues={initialValues as object}
      onFinish={onFinish}
      scrollToFirstError
      requiredMark={false}
      aria-label={t(`command.${type}`)}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.stopPropagation();
          cancel();
        } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          used.submit();
        }
      }}
    >
      <h3>{t(`command.${type}`)}</h3>
      {children}
      <div className="case-form-foot">
        <Button
          type="primary"
          htmlType="submit"
          loading={sending}
          danger={danger}
          disabled={blocked}
          autoFocus={plain}
        >
          {t(`command.${type}`)}
        </Button>
        <Button onClick={cancel} disabled={sending}>
          {t("ui:cancel")}
        </Button>
      </div>
    </Form>
  );
}

/** Free text that goes beside the history, under its name; nothing where nothing was typed. */
export function noteOf(text: string | undefined, name = "note"): { notes?: Record<string, string> } {
  const typed = text?.trim();
  return typed ? { notes: { [name]: typed } } : {};
}
