import { App, ConfigProvider, theme } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import { useLanguage } from "../i18n/i18n.ts";
import { useCalm, useScheme } from "./scheme.ts";

/** Ant Design in the colours of theme.css, dense as a tool: 14 px text, 30 px controls, small radii, no long motion. */
export function Theme({ children }: { children: ReactNode }) {
  const dark = useScheme() === "dark";
  const language = useLanguage();
  const calm = useCalm();
  return (
    <ConfigProvider
      button={{ autoInsertSpace: false }}
      locale={language === "en" ? enUS : zhCN}
      theme={{
        algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: {
          fontFamily: "var(--font)",
          fontSize: 14,
          controlHeight: 30,
          sizeStep: 3,
          borderRadius: 5,
          motionUnit: 0.05,
          // Not by CSS: what waits for the end of an animation that never runs stays invisible.
          motion: !calm,
          colorPrimary: dark ? "#4ea1d8" : "#0b5a8a",
          colorInfo: dark ? "#4ea1d8" : "#0b5a8a",
          colorError: dark ? "#ff5c70" : "#c8102e",
          colorWarning: dark ? "#f0b64a" : "#b26a00",
          colorSuccess: dark ? "#6fc497" : "#2b6e4f",
          // What Ant derives from such dark hues is a muddy grey.
          colorInfoBg: dark ? "#14303f" : "#e3eff7",
          colorInfoBorder: dark ? "#1f4c64" : "#b9d6e8",
          colorSuccessBg: dark ? "#12291e" : "#e4f2ea",
          colorSuccessBorder: dark ? "#24523b" : "#b6d9c5",
          colorWarningBg: dark ? "#33270f" : "#fff3dc",
          colorWarningBorder: dark ? "#5e4a1e" : "#ecd09a",
          colorBgLayout: dark ? "#0c1116" : "#eceff1",
          colorBgContainer: dark ? "#141b22" : "#ffffff",
          colorBgElevated: dark ? "#1a232b" : "#ffffff",
          colorText: dark ? "#e3e9ee" : "#17212b",
          colorTextSecondary: dark ? "#a9b6c1" : "#4d5b68",
          colorBorder: dark ? "#38454f" : "#c3ccd3",
          colorBorderSecondary: dark ? "#26313a" : "#dde2e6",
        },
        components: { Table: { fontSize: 13, cellPaddingBlock: 6, cellPaddingInline: 8 } },
      }}
    >
      <App message={{ top: 56, maxCount: 3 }} notification={{ placement: "bottomLeft" }} className="app">
        {children}
      </App>
    </ConfigProvider>
  );
}
