import { Button, Result } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

export function NotFound() {
  const { t } = useTranslation("ui");
  return (
    <Result
      status="404"
      title={t("error.notFoundTitle")}
      subTitle={t("error.notFoundText")}
      extra={
        <Link to="/">
          <Button type="primary">{t("error.home")}</Button>
        </Link>
      }
    />
  );
}
