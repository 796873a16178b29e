import { useEffect } from "react";
import { useTranslation } from "react-i18next";

const said = new Map<"page" | "subject", string>();

function tell(product: string): void {
  document.title = [said.get("subject"), said.get("page"), product].filter(Boolean).join(" · ");
}

/** Says in the title of the window which page it is, and what on it is looked at: of ten tabs one finds the right one. */
export function useTitle(part: "page" | "subject", text: string | null): void {
  const { t } = useTranslation("ui");
  const product = t("product");
  useEffect(() => {
    if (text === null) return undefined;
    said.set(part, text);
    tell(product);
    return () => {
      said.delete(part);
      tell(product);
    };
  }, [part, text, product]);
}
