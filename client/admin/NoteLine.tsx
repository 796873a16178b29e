import { Alert } from "antd";
import type { z } from "zod";
import type { ImportNote } from "../../server/contract/imports.ts";
import { useLanguage } from "../i18n/i18n.ts";

const TONE = { refused: "error", warning: "warning", notice: "info" } as const;

/** What the reader of the file has to say, in the reader's language. */
export function NoteLine({ note }: { note: z.infer<typeof ImportNote> }) {
  const english = useLanguage() === "en";
  return <Alert type={TONE[note.severity]} showIcon title={english ? note.en : note.zh} />;
}
