import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { usePlaceDoubt } from "../api/places.ts";
import type { LonLat, Numbers } from "./read-as.ts";

/**
 * A place that something speaks against: 630 m off its road, its photo or the phone, as GCJ-02 is, or outside every street. It stops
 * nobody, and offers to read the numbers as what they seem to be (docs/domain.md#d17).
 */
export function PlaceDoubt({
  at,
  address = "",
  photo = null,
  phone = null,
  onReadAs,
}: {
  at: LonLat | null;
  address?: string | undefined;
  /** Where the camera says that it was. */
  photo?: LonLat | null;
  phone?: LonLat | null;
  onReadAs: (numbers: Numbers, at: LonLat) => void;
}) {
  const { t } = useTranslation("ui");
  const doubt = usePlaceDoubt(
    at && {
      lon: at.lon,
      lat: at.lat,
      crs: "EPSG:4490",
      ...(address.trim() && { address: address.trim().slice(0, 200) }),
      ...(photo && { photoLon: photo.lon, photoLat: photo.lat }),
      ...(phone && { phoneLon: phone.lon, phoneLat: phone.lat }),
    },
  ).data;
  if (!at || !doubt) return null;
  const { against, metres, crs, position } = doubt;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t(`doubt.${against}`, { metres: metres ?? 0 })}
      description={
        crs && position ? (
          <>
            <p>{t("doubt.offset", { crs: t(`doubt.crs.${crs}`) })}</p>
            <Button size="small" onClick={() => onReadAs({ lon: at.lon, lat: at.lat, crs }, position)}>
              {t("doubt.readAs", { crs: t(`doubt.crs.${crs}`) })}
            </Button>
          </>
        ) : (
          t("doubt.look")
        )
      }
    />
  );
}

/** Said beside a place that was moved so. */
export function ReadAs({ numbers }: { numbers: Numbers }) {
  const { t } = useTranslation("ui");
  if (numbers.crs === "EPSG:4490") return null;
  return <p className="quiet">{t("doubt.isRead", { crs: t(`doubt.crs.${numbers.crs}`) })}</p>;
}
