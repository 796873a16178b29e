import { Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { useMay } from "../api/session.ts";
import { useSelection } from "../matter/selection.ts";

/** Where the map was pressed: on the page, in the city, and on which component, if any. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
  readonly lon: number;
  readonly lat: number;
  readonly componentId: string | null;
  readonly unresolved: boolean;
}

/**
 * What may be done at a place of the map: offered is what the role may do there. The menu goes before its work is done, so
 * what waits for an answer (`openInquiry`) is handed in by the page, which stays.
 */
export function MapMenu({
  at,
  close,
  openInquiry,
}: {
  at: MenuPlace;
  close: () => void;
  openInquiry: (componentId: string) => void;
}) {
  const { t } = useTranslation("cases");
  const { select, startFiling, setParam } = useSelection();
  const may = useMay();
  const { lon, lat, componentId } = at;
  const run = (key: string) => {
    close();
    if (key === "file") startFiling({ lon, lat }, componentId ?? undefined);
    else if (key === "open" && componentId) select({ kind: "component", id: componentId });
    else if (key === "inquiry" && componentId) openInquiry(componentId);
    else if (key === "copy") void navigator.clipboard?.writeText(`${lat.toFixed(6)}, ${lon.toFixed(6)}`);
    else if (key === "register") setParam("register", `${lon.toFixed(7)},${lat.toFixed(7)}`);
  };
  return (
    <Dropdown
      open
      trigger={["click"]}
      onOpenChange={(shown) => !shown && close()}
      menu={{
        autoFocus: true,
        onClick: ({ key }) => run(key),
        items: [
          ...(componentId ? [{ key: "open", label: t("map.open") }] : []),
          ...(may("reportCase") ? [{ key: "file", label: t("map.fileHere"), extra: "n" }] : []),
          ...(componentId && at.unresolved && may("openInquiry")
            ? [{ key: "inquiry", label: t("map.openInquiry") }]
            : []),
          { key: "copy", label: t("map.copyPlace"), extra: `${lat.toFixed(5)}, ${lon.toFixed(5)}` },
          ...(may("registerComponent") ? [{ key: "register", label: t("map.registerHere") }] : []),
        ],
      }}
    >
      <span className="menu-anchor" style={{ left: at.x, top: at.y }} />
    </Dropdown>
  );
}
