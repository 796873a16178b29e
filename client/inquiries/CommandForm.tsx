import { Button, Form, type FormInstance } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { InquiryCommandBody, InquiryDetail } from "../../server/contract/inquiries.ts";
import type { InquiryTableCommand } from "../../server/domain/inquiry-table.ts";

/** What every command's form is given: the inquiry as read, and how to say what was filled in. */
export interface CommandFormProps {
  readonly detail: InquiryDetail;
  readonly send: (body: InquiryCommandBody) => void;
  readonly sending: boolean;
  readonly cancel: () => void;
}

/** The frame of a command's form: its name, its fields, do it or leave it. */
export function CommandForm<Values extends object>({
  type,
  form,
  initialValues,
  onFinish,
  sending,
  cancel,
  danger = false,
  children,
}: {
  type: InquiryTableCommand;
  form?: FormInstance<Values>;
  initialValues?: Partial<Values>;
  onFinish: (values: Values) => void;
  sending: boolean;
  cancel: () => void;
  danger?: boolean;
  children?: ReactNode;
}) {
  const { t } = useTranslation(["inquiries", "ui"]);
  return (
    <Form<Values>
      {...(form && { form })}
      layout="vertical"
      className="command-form"
      initialValues={initialValues as object}
      onFinish={onFinish}
      scrollToFirstError
      requiredMark={false}
      aria-label={t(`command.${type}`)}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.stopPropagation();
          cancel();
        }
      }}
    >
      <h3>{t(`command.${type}`)}</h3>
      {children}
      <div className="command-form-foot">
        <Button type="primary" htmlType="submit" loading={sending} danger={danger}>
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
export function noteOf(name: string, text: string | undefined): { notes?: Record<string, string> } {
  const typed = text?.trim();
  return typed ? { notes: { [name]: typed } } : {};
}
