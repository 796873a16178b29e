import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { openInquiry } from "../../server/contract/inquiries.ts";
import { call, newKey } from "../api/call.ts";
import { sentenceOf } from "../api/problem.ts";
import { useLanguage } from "../i18n/i18n.ts";

/** More than this is a campaign, not a gesture: it has a page of its own. */
export const BULK_LIMIT = 50;

export interface OpenedMany {
  readonly running: boolean;
  readonly done: number;
  readonly total: number;
  /** A sentence for each that was refused. */
  readonly refused: readonly string[];
}

/** Opens one inquiry after another and tells how far it is; what is refused (one is open already) does not stop the rest. */
export function useOpenMany() {
  const client = useQueryClient();
  const language = useLanguage();
  const [state, setState] = useState<OpenedMany | null>(null);
  const busy = useRef(false);
  const run = async (ids: readonly string[]) => {
    if (busy.current) return;
    busy.current = true;
    let done = 0;
    const refused: string[] = [];
    const told = (running: boolean) => setState({ running, done, total: ids.length, refused: [...refused] });
    told(true);
    for (const componentId of ids) {
      try {
        await call(openInquiry, { body: { componentId, origin: "REGISTRY" }, idempotencyKey: newKey() });
        done += 1;
      } catch (error) {
        refused.push(sentenceOf(error, language));
      }
      told(true);
    }
    busy.current = false;
    told(false);
    await client.invalidateQueries();
  };
  return { state, run };
}
