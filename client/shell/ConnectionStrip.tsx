import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useConnection, useLostAt } from "../api/live.ts";
import { clock } from "../ui/clock.ts";

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
  const minutes = useMinutesSince(useLostAt());
  if (!said || !lost) return null;
  return (
    <div className="strip" role="status">
      {t(online ? "connection.lost" : "connection.offline")}
      {minutes > 0 && ` ${t("connection.old", { count: minutes })}`}
    </div>
  );
}

/** Whole minutes that have gone by since then; 0 where there is no such moment. */
function useMinutesSince(since: number | null): number {
  const [now, setNow] = useState(clock.realNow);
  useEffect(() => {
    if (since === null) return undefined;
    const timer = setInterval(() => setNow(clock.realNow()), 10_000);
    return () => clearInterval(timer);
  }, [since]);
  return since === null ? 0 : Math.max(0, Math.floor((now - since) / 60_000));
}
