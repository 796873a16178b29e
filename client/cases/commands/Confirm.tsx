import { useTranslation } from "react-i18next";
import { CommandForm, type CommandFormProps } from "../CommandForm.tsx";

type Asked =
  | "CLOSE"
  | "CONFIRM_VOID"
  | "CONFIRM_FORCED_CLOSE"
  | "GRANT_EXTENSION"
  | "REFUSE_REQUEST"
  | "RESUME"
  | "UNMERGE"
  | "REQUEST_VERIFICATION";
const FINAL: readonly Asked[] = ["CONFIRM_VOID", "CONFIRM_FORCED_CLOSE"];

/** Commands without a question of their own, but with something to know before: says once what will follow. */
export function Confirm({ type, send, sending, cancel }: CommandFormProps & { type: Asked }) {
  const { t } = useTranslation("cases");
  return (
    <CommandForm
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
