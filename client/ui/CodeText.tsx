import { Typography } from "antd";
import { useTranslation } from "react-i18next";

/** An identification code or number, to read and to copy. */
export function CodeText({ code }: { code: string }) {
  const { t } = useTranslation("ui");
  return (
    <Typography.Text className="mono" copyable={{ text: code, tooltips: [t("code.copy"), t("copied")] }}>
      {code}
    </Typography.Text>
  );
}
