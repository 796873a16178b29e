import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useNamed } from "../i18n/i18n.ts";
import { useLetters } from "./calls.ts";
import type { WorkFilter } from "./filter.ts";

const SHOWN = 8;

/** What opening will do, before it is done: how many letters each unit will find in its inbox, and what can be taken back. */
export function LettersToSend({ filter, all }: { filter: WorkFilter; all: boolean }) {
  const { t } = useTranslation("cleanUp");
  const named = useNamed();
  const { data, isPending } = useLetters(filter, all);
  return (
    <div className="letters-to-send">
      <p>{t("ask.text")}</p>
      {!all && <p>{t("ask.someLetters")}</p>}
      {all && isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {data && (
        <>
          <p>{t("ask.letters", { letters: data.letters.toLocaleString(), units: data.byUnit.length })}</p>
          <ul>
            {data.byUnit.slice(0, SHOWN).map(({ unit, letters }) => (
              <li key={unit.id}>
                <span>{named(unit)}</span>
                <span>{letters.toLocaleString()}</span>
              </li>
            ))}
            {data.byUnit.length > SHOWN && <li className="quiet">…</li>}
          </ul>
        </>
      )}
      <p className="quiet">{t("ask.undo")}</p>
    </div>
  );
}
