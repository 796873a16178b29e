import { Button, Form, type FormInstance } from "antd";
import { createContext, useContext, useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CommandProblem } from "./CommandProblem.tsx";
import "../ui/commands.css";

/** Why the command of the form that is open did not go through; null while nothing is wrong. */
export const Refusal = createContext<unknown>(null);

export interface CommandFrameProps<Values extends object> {
  /** The name of the command: heading and button. */
  readonly title: string;
  readonly form?: FormInstance<Values>;
  readonly initialValues?: Partial<Values>;
  readonly onFinish: (values: Values) => void;
  readonly sending: boolean;
  readonly cancel: () => void;
  /** It cannot be undone: the button says so by its colour. */
  readonly danger?: boolean;
  /** It cannot be done as things are; the form says why. */
  readonly blocked?: boolean;
  /** Nothing to fill in: the button has the focus, and Enter does it. */
  readonly plain?: boolean;
  readonly children?: ReactNode;
}

/**
 * The frame of every command's form: its name, its fields, why it was refused, do it or leave it. Escape leaves, Ctrl+Enter
 * does; the first field has the focus; what was typed stays until the command went through.
 */
export function CommandFrame<Values extends object>({
  title,
  form,
  initialValues,
  onFinish,
  sending,
  cancel,
  danger = false,
  blocked = false,
  plain = false,
  children,
}: CommandFrameProps<Values>) {
  const { t } = useTranslation("ui");
  const [own] = Form.useForm<Values>();
  const used = form ?? own;
  const box = useRef<HTMLDivElement>(null);
  useFirstField(box);
  return (
    <div ref={box}>
      <Form<Values>
        form={used}
        layout="vertical"
        className="command-form"
        initialValues={initialValues as object}
        onFinish={onFinish}
        scrollToFirstError={{ focus: true, block: "center" }}
        requiredMark={false}
        aria-label={title}
        onKeyDownCapture={(event) => {
          // Before a list box takes the Enter for itself and opens.
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          event.stopPropagation();
          if (!sending && !blocked) used.submit();
        }}
        onKeyDown={(event) => {
          // A list that is open closes first, and so does a calendar.
          if (event.key !== "Escape" || event.defaultPrevented) return;
          const opened =
            event.target instanceof HTMLElement && event.target.closest("[aria-expanded='true']");
          event.stopPropagation();
          if (!opened && !sending) cancel();
        }}
      >
        <h3>{title}</h3>
        {children}
        <Problem />
        <div className="command-form-foot">
          <Button
            type="primary"
            htmlType="submit"
            loading={sending}
            danger={danger}
            disabled={blocked}
            autoFocus={plain}
            title={`${title} (Ctrl+Enter)`}
          >
            {title}
          </Button>
          <Button onClick={cancel} disabled={sending}>
            {t("cancel")}
          </Button>
        </div>
      </Form>
    </div>
  );
}

/** Stands above the buttons, where the eye is that has just pressed one. */
function Problem() {
  const error = useContext(Refusal);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) box.current?.scrollIntoView({ block: "nearest" });
  }, [error]);
  return <div ref={box}>{error ? <CommandProblem error={error} /> : null}</div>;
}

/** Puts the focus into a form that has just opened, unless one of its fields took it already. */
function useFirstField(box: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const root = box.current;
    root?.scrollIntoView({ block: "nearest" });
    if (!root || root.contains(document.activeElement)) return;
    root
      .querySelector<HTMLElement>(
        "input:not([type=file]):not([disabled]):not([tabindex='-1']), textarea, button:not([disabled])",
      )
      ?.focus({ preventScroll: true });
  }, [box]);
}

/** Free text that goes beside the history, under its name; nothing where nothing was typed. */
export function noteAs(name: string, text: string | undefined): { notes?: Record<string, string> } {
  const typed = text?.trim();
  return typed ? { notes: { [name]: typed } } : {};
}
