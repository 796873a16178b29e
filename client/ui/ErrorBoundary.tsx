import { Button, Result, Typography } from "antd";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";
import { sentenceOf } from "../api/problem.ts";
import { useLanguage } from "../i18n/i18n.ts";

/** Catches what a piece of the page throws while rendering, so that the rest of the page lives on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <Broken error={this.state.error} retry={() => this.setState({ error: null })} />;
  }
}

/** What a page shows when it could not be loaded or drawn. */
export function RouteError() {
  return <Broken error={useRouteError()} retry={() => location.reload()} />;
}

function Broken({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation("ui");
  return (
    <Result
      status="warning"
      title={t("error.title")}
      subTitle={t("error.kept")}
      extra={[
        <Button key="retry" type="primary" onClick={retry}>
          {t("error.retry")}
        </Button>,
        <Button key="reload" onClick={() => location.reload()}>
          {t("error.reload")}
        </Button>,
      ]}
    >
      <Typography.Paragraph type="secondary" className="mono">
        {error instanceof Error ? error.message : String(error)}
      </Typography.Paragraph>
    </Result>
  );
}

/** A question to the server that failed: what happened, and to ask again. Small enough for a panel. */
export function FailedQuery({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation("ui");
  const language = useLanguage();
  return (
    <div role="alert" className="failed-query">
      <p>{sentenceOf(error, language)}</p>
      <Button onClick={retry}>{t("error.retry")}</Button>
    </div>
  );
}
