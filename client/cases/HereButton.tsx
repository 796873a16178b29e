import { AimOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** Asks the device where it stands (WGS 84, which is CGCS2000 to within its own error). Only where it may be asked at all. */
export function HereButton({ onHere }: { onHere: (at: { lon: number; lat: number }) => void }) {
  const { t } = useTranslation("cases");
  const [state, setState] = useState<"idle" | "asking" | "failed">("idle");
  if (!("geolocation" in navigator)) return null;
  return (
    <>
      <Button
        icon={<AimOutlined />}
        loading={state === "asking"}
        onClick={() => {
          setState("asking");
          navigator.geolocation.getCurrentPosition(
            ({ coords }) => {
              setState("idle");
              onHere({ lon: coords.longitude, lat: coords.latitude });
            },
            () => setState("failed"),
            { enableHighAccuracy: true, timeout: 10_000, maximumAge: 30_000 },
          );
        }}
      >
        {t("form.useMyPosition")}
      </Button>
      {state === "failed" && <p className="quiet">{t("form.positionFailed")}</p>}
    </>
  );
}
