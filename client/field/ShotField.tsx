import { CameraOutlined, CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "../api/call.ts";
import { forgetPicture, keepPicture, readPicture } from "./outbox-store.ts";
import { shrunk } from "./shrink.ts";

/** A picture kept on the phone: its key there, which is also its upload's. */
export interface Shot {
  readonly key: string;
  readonly name: string;
}

const MOST = 8;

/** The camera, and the pictures taken. They are on the phone's disk before they are shown. */
export function ShotField({
  shots,
  onChange,
}: {
  shots: readonly Shot[];
  onChange: (shots: readonly Shot[]) => void;
}) {
  const { t } = useTranslation("field");
  const [busy, setBusy] = useState(false);
  const take = async (files: FileList | null) => {
    setBusy(true);
    const taken: Shot[] = [];
    for (const file of [...(files ?? [])].slice(0, MOST - shots.length)) {
      const shot = { key: newKey(), name: file.name };
      await keepPicture(shot.key, await shrunk(file));
      taken.push(shot);
    }
    setBusy(false);
    onChange([...shots, ...taken]);
  };
  return (
    <div className="shots">
      {shots.map((shot, index) => (
        <div key={shot.key} className="shot-tile">
          <Picture shot={shot} alt={t("photo.alt", { n: index + 1 })} />
          <Button
            size="small"
            shape="circle"
            icon={<CloseOutlined />}
            aria-label={t("photo.remove")}
            onClick={() => {
              void forgetPicture(shot.key);
              onChange(shots.filter(({ key }) => key !== shot.key));
            }}
          />
        </div>
      ))}
      {shots.length < MOST && (
        <label className="shot-add" data-busy={busy}>
          <CameraOutlined />
          {busy ? t("photo.shrinking") : shots.length === 0 ? t("photo.take") : t("photo.more")}
          <input
            type="file"
            accept="image/*"
            capture="environment"
            onChange={(event) => {
              void take(event.target.files);
              event.target.value = "";
            }}
          />
        </label>
      )}
    </div>
  );
}

function Picture({ shot, alt }: { shot: Shot; alt: string }) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let here = true;
    const show = async () => {
      const picture = await readPicture(shot.key);
      if (!picture || !here) return;
      made = URL.createObjectURL(picture);
      setAddress(made);
    };
    void show();
    return () => {
      here = false;
      if (made) URL.revokeObjectURL(made);
    };
  }, [shot.key]);
  return address ? <img src={address} alt={alt} /> : <span className="shot-waiting" />;
}

/** The pictures of a form as the outbox takes them. */
export async function picturesOf(
  shots: readonly Shot[],
): Promise<{ key: string; name: string; picture: Blob }[]> {
  const read = await Promise.all(
    shots.map(async ({ key, name }) => ({ key, name, picture: await readPicture(key) })),
  );
  return read.flatMap(({ key, name, picture }) => (picture ? [{ key, name, picture }] : []));
}
