import { LogoutOutlined, QuestionCircleOutlined, UserOutlined } from "@ant-design/icons";
import { Button, DatePicker, Dropdown, Segmented } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { useReference } from "../api/reference.ts";
import { useChangeLanguage, useMe, useSignOut } from "../api/session.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { useMoment } from "../matter/moment.ts";
import { useNow } from "../ui/now.ts";
import { chooseScheme, useSchemeChoice, type SchemeChoice } from "../ui/scheme.ts";
import { dayIn, dayText, fullMoment } from "../ui/time.ts";
import { useOtherLanguage } from "./other-language.ts";
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

/** Now, or a day of the past that the workbench shows; then everything says so and one click leads back. */
function Moment() {
  const { t } = useTranslation("ui");
  const language = useLanguage();
  const now = useNow();
  const { day, show } = useMoment();
  const [choosing, setChoosing] = useState(false);
  const possible = useLocation().pathname === "/";
  if (day !== null && possible)
    return (
      <span className="moment" data-past="true" role="status">
        <b>{t("past.day")}</b>
        {dayText(day, language)}
        <Button size="small" onClick={() => show(null)}>
          {t("past.back")}
        </Button>
      </span>
    );
  const text = (
    <>
      <b>{t("now")}</b>
      {fullMoment(now, language)}
    </>
  );
  if (!possible) return <span className="moment">{text}</span>;
  return (
    <span className="moment">
      <button type="button" title={t("past.choose")} onClick={() => setChoosing(true)}>
        {text}
      </button>
      {choosing && (
        <DatePicker
          open
          autoFocus
          className="moment-picker"
          aria-label={t("past.choose")}
          maxDate={dayjs(dayIn(now)).subtract(1, "day")}
          onOpenChange={(shown) => !shown && setChoosing(false)}
          onChange={(chosen) => {
            setChoosing(false);
            if (chosen) show(chosen.format("YYYY-MM-DD"));
          }}
        />
      )}
    </span>
  );
}

function LanguageSwitch() {
  const { t } = useTranslation("ui");
  const { other, change } = useOtherLanguage(useChangeLanguage().mutate);
  return (
    <Button type="text" size="small" className="language" lang={other} onClick={change}>
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
  const { change } = useOtherLanguage(useChangeLanguage().mutate);
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
          { key: "language", label: t("account.language"), onClick: change },
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
