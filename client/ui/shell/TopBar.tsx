import { LogoutOutlined, QuestionCircleOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Dropdown, Segmented, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useReference } from "../../api/reference.ts";
import { useChangeLanguage, useMe, useSignOut } from "../../api/session.ts";
import { chooseLanguage, useLanguage, useNamed, useWord } from "../../i18n/i18n.ts";
import { useNow } from "../now.ts";
import { chooseScheme, useSchemeChoice, type SchemeChoice } from "../scheme.ts";
import { fullMoment } from "../time.ts";
import { Search } from "./Search.tsx";

/** 48 px: where, one search for everything, the moment that is shown, the language, who I am and for which unit. */
export function TopBar({ onKeys }: { onKeys: () => void }) {
  const { t } = useTranslation("ui");
  const named = useNamed();
  const home = useReference().data?.home;
  return (
    <header className="top-bar">
      <Link to="/" className="brand">
        <b>{t("product")}</b>
        {home && <span>{named(home)}</span>}
      </Link>
      <Search />
      <Moment />
      <LanguageSwitch />
      <Me onKeys={onKeys} />
    </header>
  );
}

function Moment() {
  const { t } = useTranslation("ui");
  const language = useLanguage();
  const now = useNow();
  return (
    <Tooltip title={t("nowHint")}>
      <span className="moment">
        <b>{t("now")}</b>
        {fullMoment(now, language)}
      </span>
    </Tooltip>
  );
}

function LanguageSwitch() {
  const { t } = useTranslation("ui");
  const language = useLanguage();
  const keep = useChangeLanguage();
  const other = language === "en" ? "zh-CN" : "en";
  return (
    <Button
      type="text"
      size="small"
      className="language"
      lang={other}
      onClick={() => {
        chooseLanguage(other);
        keep.mutate(other);
      }}
    >
      {t("account.language")}
    </Button>
  );
}

function Me({ onKeys }: { onKeys: () => void }) {
  const { t } = useTranslation("ui");
  const me = useMe();
  const named = useNamed();
  const word = useWord();
  const signOut = useSignOut();
  const scheme = useSchemeChoice();
  const keep = useChangeLanguage();
  const language = useLanguage();
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "who", type: "group", label: `${me.displayName} · ${me.username}` },
          {
            key: "scheme",
            type: "group",
            label: (
              <Segmented<SchemeChoice>
                size="small"
                aria-label={t("account.scheme")}
                value={scheme}
                onChange={chooseScheme}
                options={(["auto", "light", "dark"] as const).map((value) => ({
                  value,
                  label: t(`account.${value}`),
                }))}
              />
            ),
          },
          { key: "keys", icon: <QuestionCircleOutlined />, label: t("account.keys"), onClick: onKeys },
          {
            key: "language",
            label: t("account.language"),
            onClick: () => {
              const other = language === "en" ? "zh-CN" : "en";
              chooseLanguage(other);
              keep.mutate(other);
            },
          },
          { type: "divider" },
          {
            key: "out",
            icon: <LogoutOutlined />,
            label: t("account.signOut"),
            onClick: () => signOut.mutate(),
          },
        ],
      }}
    >
      <Button type="text" className="me-button" aria-label={t("account.menu")} icon={<UserOutlined />}>
        <span className="me">
          {me.displayName}
          <small>{me.unit ? named(me.unit) : word("accountRole", me.role)}</small>
        </span>
      </Button>
    </Dropdown>
  );
}
