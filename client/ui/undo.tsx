import { clock } from "./clock.ts";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";

/** Says what was done; what can be undone is done at once and offers its undo for as long as it can be read. */
export function useToast() {
  const { message } = App.useApp();
  const { t } = useTranslation("ui");
  return (text: string, undo?: () => void, type: "success" | "error" = "success") => {
    const key = `${text}${clock.realNow()}`;
    void message.open({
      key,
      type,
      duration: undo || type === "error" ? 8 : 3,
      content: undo ? (
        <>
          {text}{" "}
          <Button
            type="link"
            size="small"
            onClick={() => {
              message.destroy(key);
              undo();
            }}
          >
            {t("undo")}
          </Button>
        </>
      ) : (
        text
      ),
    });
  };
}
