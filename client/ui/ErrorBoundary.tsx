import { Button, Result, Typography } from "antd";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";

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
