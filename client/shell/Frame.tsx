import { useQueryClient } from "@tanstack/react-query";
import { Spin } from "antd";
import { Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, Outlet, useLocation, useNavigate } from "react-router";
import { liveStream } from "../api/live.ts";
import { useMe, useSession } from "../api/session.ts";
import { usePaletteCommands } from "../ui/commands.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { ErrorBoundary } from "../ui/ErrorBoundary.tsx";
import { useKeys } from "../ui/keys.ts";
import { useMoment } from "../matter/moment.ts";
import { chooseScheme } from "../ui/scheme.ts";
import { useTitle } from "../ui/title.ts";
import { CommandPalette } from "./CommandPalette.tsx";
import { ConnectionStrip } from "./ConnectionStrip.tsx";
import { ExpiredSession, Login } from "./Login.tsx";
import { KeySheet } from "./KeySheet.tsx";
import { placesOf } from "./navigation.tsx";
import { TopBar } from "./TopBar.tsx";
import { TrainingBand } from "./TrainingBand.tsx";
import "./Frame.css";

/** The frame of every page: who am I first, then bar, rail and the page. */
export function Frame() {
  const session = useSession();
  const client = useQueryClient();
  if (session.isPending) return <Spin fullscreen delay={300} />;
  if (session.isError && !session.data)
    return <FailedQuery error={session.error} retry={() => void session.refetch()} />;
  const known = client.getQueryData(["lastAccount"]) ?? session.data?.account;
  if (!known) return <Login />;
  if (!client.getQueryData(["lastAccount"])) client.setQueryData(["lastAccount"], known);
  return (
    <>
      <SignedInFrame />
      {session.data?.account === null && <ExpiredSession />}
    </>
  );
}

function SignedInFrame() {
  const { t } = useTranslation("ui");
  const { t: tx } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [palette, setPalette] = useState(false);
  const [sheet, setSheet] = useState(false);
  const places = placesOf(me.role);
  const { pathname } = useLocation();
  const here = places.find(({ to }) => (to === "/" ? pathname === "/" : pathname.startsWith(to)));
  const past = useMoment().day !== null && pathname === "/";
  useTitle("page", here ? t(`nav.${here.key}`) : null);

  const { accountId } = me;
  // Another account sees another stream.
  useEffect(() => liveStream.start(client, accountId), [client, accountId]);
  useKeys({ "Ctrl+k": () => setPalette((open) => !open) }, { always: true });
  useKeys({
    "?": () => setSheet(true),
    "/": () => document.querySelector<HTMLInputElement>("#search")?.focus(),
  });
  usePaletteCommands("frame", [
    ...places.map(({ key, to, icon }) => ({
      id: `go-${key}`,
      title: t(`nav.${key}`),
      group: t("palette.groups.go"),
      icon,
      run: () => void navigate(to),
    })),
    ...(["auto", "light", "dark"] as const).map((choice) => ({
      id: `scheme-${choice}`,
      title: `${t("account.scheme")}: ${t(`account.${choice}`)}`,
      group: t("palette.groups.look"),
      run: () => chooseScheme(choice),
    })),
    {
      id: "keys",
      title: t("account.keys"),
      group: t("palette.groups.do"),
      keys: "?",
      run: () => setSheet(true),
    },
  ]);

  return (
    <div className="frame" data-past={past}>
      <a className="skip" href="#content">
        {tx("skipToContent")}
      </a>
      <TopBar onKeys={() => setSheet(true)} />
      <TrainingBand />
      <ConnectionStrip />
      <nav className="rail" aria-label={t("nav.label")}>
        {places.map(({ key, to, icon }) => (
          <NavLink key={key} to={to} end={to === "/"} className="rail-place">
            {icon}
            <span>{t(`nav.${key}`)}</span>
          </NavLink>
        ))}
      </nav>
      <main id="content" className="content" tabIndex={-1}>
        <ErrorBoundary>
          <Suspense fallback={<Spin className="page-spin" delay={200} />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
      {palette && <CommandPalette onClose={() => setPalette(false)} />}
      {sheet && <KeySheet onClose={() => setSheet(false)} />}
    </div>
  );
}
