import { Image } from "antd";
import { useTranslation } from "react-i18next";
import { photoAddress } from "../api/photos.ts";
import "./Photos.css";

/** Photos as thumbnails; one click shows the whole picture, arrows go on to the next. */
export function PhotoStrip({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation("ui");
  if (ids.length === 0) return <span className="quiet">{t("photo.none")}</span>;
  return (
    <Image.PreviewGroup items={ids.map((id) => photoAddress(id, "full"))}>
      <div className="photo-strip">
        {ids.map((id, index) => (
          <Image
            key={id}
            src={photoAddress(id, "thumb")}
            alt={t("photo.viewer", { n: index + 1, total: ids.length })}
            loading="lazy"
          />
        ))}
      </div>
    </Image.PreviewGroup>
  );
}
