import { LockOutlined } from "@ant-design/icons";
import { Image } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { photoAddress } from "../api/photos.ts";
import { useMe } from "../api/session.ts";
import "./Photos.css";

/**
 * Photos as thumbnails; one click shows the whole picture, arrows go on to the next. A picture that the server withholds from
 * the reader's unit is a quiet tile that says so, not a broken picture.
 */
export function PhotoStrip({ ids: given }: { ids: readonly string[] }) {
  const { t } = useTranslation("ui");
  const unit = useMe().role === "OWNER_UNIT";
  const [withheld, setWithheld] = useState<readonly string[]>([]);
  // One picture may stand for several steps; it is shown once.
  const ids = [...new Set(given)];
  if (ids.length === 0) return <span className="quiet">{t("photo.none")}</span>;
  const shown = ids.filter((id) => !withheld.includes(id));
  const hidden = ids.length - shown.length;
  return (
    <Image.PreviewGroup items={shown.map((id) => photoAddress(id, "full"))}>
      <div className="photo-strip">
        {shown.map((id, index) => (
          <Image
            key={id}
            src={photoAddress(id, "thumb")}
            alt={t("photo.viewer", { n: index + 1, total: shown.length })}
            loading="lazy"
            onError={() => setWithheld((known) => [...known, id])}
          />
        ))}
        {hidden > 0 && (
          <span className="photo-withheld">
            <LockOutlined aria-hidden />
            {t(unit ? "photo.withheld" : "photo.gone", { count: hidden })}
          </span>
        )}
      </div>
    </Image.PreviewGroup>
  );
}
