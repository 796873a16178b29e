import { Image } from "antd";
import { useTranslation } from "react-i18next";
import { photoAddress } from "../api/photos.ts";
import "./Photos.css";

/** What stands for a picture that cannot be shown: an empty frame, struck through. */
const MISSING =
  "data:image/svg+xml," +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 76 76" fill="none" stroke="#8896a2" stroke-width="2"><rect x="22" y="27" width="32" height="24" rx="3"/><circle cx="38" cy="39" r="7"/><path d="M20 56 56 20"/></svg>',
  );

/** Photos as thumbnails; one click shows the whole picture, arrows go on to the next. */
export function PhotoStrip({ ids: given }: { ids: readonly string[] }) {
  const { t } = useTranslation("ui");
  // One picture may stand for several steps; it is shown once.
  const ids = [...new Set(given)];
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
            fallback={MISSING}
          />
        ))}
      </div>
    </Image.PreviewGroup>
  );
}
