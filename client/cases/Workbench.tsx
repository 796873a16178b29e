import { useTranslation } from "react-i18next";

export function Workbench() {
  const { t } = useTranslation("cases");
  return <h1 className="visually-hidden">{t("workbench")}</h1>;
}
