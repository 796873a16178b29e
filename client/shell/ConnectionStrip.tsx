import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useConnection } from "../api/live.ts";

/** A break shorter than this is not worth a word: the browser has reconnected before anybody could read it. */
const PATIENCE_MS = 2500;

function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      addEventListener("online", listener);
      addEventListener("offline", listener);
      return () => {
        removeEventListener("online", listener);
        removeEventListener("offline", listener);
      };
    },
    () => navigator.onLine,
  );
}

/** Lost connection is a quiet strip, not a dialog. */
export function ConnectionStrip() {
  const { t } = useTranslation("ui");
  const connection = useConnection();
  const online = useOnline();
  const lost = connection === "lost" || !online;
  const [said, setSaid] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(lost), lost ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [lost]);
  if (!said || !lost) return null;
  return (
    <div className="strip" role="status">
      {t(online ? "connection.lost" : "connection.offline")}
    </div>
  );
}
