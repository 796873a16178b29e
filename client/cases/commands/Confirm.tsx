import { useTranslation } from "react-i18next";
import { CommandForm, type CommandFormProps } from "../CommandForm.tsx";

export type PlainCommand =
  | "CLOSE"
  | "CONFIRM_VOID"
  | "CONFIRM_FORCED_CLOSE"
  | "CONFIRM_SUSPENSION"
  | "GRANT_EXTENSION"
  | "REFUSE_REQUEST"
  | "RESUME"
  | "UNMERGE"
  | "REQUEST_VERIFICATION";
const FINAL: readonly PlainCommand[] = ["CONFIRM_VOID", "CONFIRM_FORCED_CLOSE"];

/** Commands without a question of their own, but with something to know before: says once what will follow. */
export function Confirm({ type, detail, send, sending, cancel }: CommandFormProps & { type: PlainCommand }) {
  const { t } = useTranslation("cases");
  return (
    <CommandForm
      detail={detail}
      type={type}
      plain
      danger={FINAL.includes(type)}
      sending={sending}
      cancel={cancel}
      onFinish={() => send({ type })}
    >
      <p>{t(`ask.${type}`)}</p>
    </CommandForm>
  );
}
