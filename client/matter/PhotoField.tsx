import { CameraOutlined, CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { UploadedPhoto } from "../../server/contract/photos.ts";
import { photoAddress, sendPhoto } from "../api/photos.ts";
import { sentenceOf } from "../api/problem.ts";
import { useLanguage } from "../i18n/i18n.ts";
import "./Photos.css";

interface Shot {
  readonly key: string;
  readonly preview: string;
  readonly share: number;
  readonly id: string | null;
}

/**
 * Photos of a form, sent as soon as they are chosen, dropped or pasted, so that the command itself is quick. `value` are the
 * ids of those that have arrived. On a phone the camera opens at once.
 */
export function PhotoField({
  value = [],
  onChange,
  onTaken,
  most = 10,
}: {
  value?: readonly string[];
  onChange?: (ids: string[]) => void;
  /** What the camera wrote about a picture that has arrived, for a form that wants its place or time. */
  onTaken?: (photo: UploadedPhoto) => void;
  most?: number;
}) {
  const { t } = useTranslation("ui");
  const language = useLanguage();
  const [sending, setSending] = useState<readonly Shot[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const aborts = useRef(new AbortController());
  const ids = useRef(value);
  useEffect(() => {
    ids.current = value;
  }, [value]);
  useEffect(() => {
    aborts.current = new AbortController();
    const { current } = aborts;
    return () => current.abort();
  }, []);

  const take = async (files: Iterable<File>) => {
    setProblem(null);
    for (const file of [...files]
      .filter(({ type }) => type.startsWith("image/"))
      .slice(0, most - ids.current.length)) {
      const key = `${file.name}${file.size}${file.lastModified}`;
      const preview = URL.createObjectURL(file);
      setSending((shots) => [...shots, { key, preview, share: 0, id: null }]);
      const share = (part: number) =>
        setSending((shots) => shots.map((shot) => (shot.key === key ? { ...shot, share: part } : shot)));
      try {
        const photo = await sendPhoto(file, share, aborts.current.signal);
        ids.current = [...ids.current, photo.id];
        onChange?.([...ids.current]);
        onTaken?.(photo);
      } catch (error) {
        if (!(error instanceof DOMException))
          setProblem(`${t("photo.failed")}: ${sentenceOf(error, language)}`);
      }
      setSending((shots) => shots.filter((shot) => shot.key !== key));
      URL.revokeObjectURL(preview);
    }
  };

  return (
    <div
      className="photo-field"
      onPaste={(event) => void take([...event.clipboardData.files])}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take([...event.dataTransfer.files]);
      }}
    >
      {value.map((id, index) => (
        <div key={id} className="shot">
          <img
            src={photoAddress(id, "thumb")}
            alt={t("photo.viewer", { n: index + 1, total: value.length })}
          />
          <Button
            size="small"
            shape="circle"
            icon={<CloseOutlined />}
            aria-label={t("photo.remove")}
            onClick={() => onChange?.(value.filter((other) => other !== id))}
          />
        </div>
      ))}
      {sending.map(({ key, preview, share }) => (
        <div key={key} className="shot">
          <img src={preview} alt="" />
          <span className="progress">{t("photo.uploading", { percent: Math.round(share * 100) })}</span>
        </div>
      ))}
      {value.length + sending.length < most && (
        <label className="photo-add" data-over={over}>
          <CameraOutlined />
          {t("photo.add")}
          {value.length === 0 && <small>{t("photo.drop")}</small>}
          <input
            type="file"
            accept="image/*"
            multiple
            aria-label={t("photo.take")}
            onChange={(event) => void take(event.target.files ?? [])}
          />
        </label>
      )}
      {problem && (
        <p className="photo-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
