import { Button, Form, Input, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { useChangeLanguage, useMe, useSession, useSignIn } from "../api/session.ts";
import { sentenceOf } from "../api/problem.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { useOtherLanguage } from "./other-language.ts";
import { VisitorsBand } from "./TrainingBand.tsx";
import type shellZh from "./strings.zh.ts";

type DemoAccount = keyof typeof shellZh.login.role;
const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  "seat",
  "lead",
  "grid",
  "dept",
  "contractor",
  "convener",
  "auditor",
  "admin",
  "water",
  "drainage",
  "power",
  "telecom",
  "gas",
  "lighting",
  "traffic",
  "property",
];
/** The published password of the accounts that exist only where the sample town was seeded. */
const DEMO_PASSWORD = "demo";

export function Login() {
  const { t } = useTranslation("ui");
  const { other, change } = useOtherLanguage();
  return (
    <main className="login">
      <VisitorsBand />
      <div className="login-box">
        <h1>{t("product")}</h1>
        <p className="motto">{t("motto")}</p>
        <TwoLines />
        <SignInForm />
        <DemoAccounts />
        <div className="login-foot">
          <Button type="link" size="small" lang={other} onClick={change}>
            {t("account.language")}
          </Button>
        </div>
      </div>
    </main>
  );
}

/** The two lanes in miniature: safety ends first, ownership goes on below until it is caught. */
function TwoLines() {
  return (
    <svg className="login-lanes" viewBox="0 0 400 26" aria-hidden="true" preserveAspectRatio="none">
      <path d="M0 6 H150" stroke="var(--danger)" strokeWidth="3" />
      <path d="M150 6 H260" stroke="var(--text-3)" strokeWidth="3" />
      <path d="M0 20 H330" stroke="var(--status-suspected)" strokeWidth="3" />
      <path d="M330 20 H400" stroke="var(--status-backstop)" strokeWidth="3" />
    </svg>
  );
}

/** Over the page when the session has ended: the page below stays as it is, with what was typed. */
export function ExpiredSession() {
  const { t } = useTranslation("ui");
  const me = useMe();
  return (
    <Modal open closable={false} footer={null} title={t("login.title")} width={400}>
      <p>{t("login.expired")}</p>
      <SignInForm username={me.username} />
    </Modal>
  );
}

function SignInForm({ username = "" }: { username?: string }) {
  const { t } = useTranslation("ui");
  const language = useLanguage();
  const signIn = useSignIn();
  return (
    <Form<{ username: string; password: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={{ username, password: "" }}
      onFinish={(given) => signIn.mutate(given)}
    >
      <Form.Item
        name="username"
        label={t("login.username")}
        rules={[{ required: true, message: t("login.needUsername") }]}
      >
        <Input
          size="large"
          autoFocus={username === ""}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("login.password")}
        rules={[{ required: true, message: t("login.needPassword") }]}
        {...(signIn.isError && {
          validateStatus: "error" as const,
          help: sentenceOf(signIn.error, language),
        })}
      >
        <Input.Password size="large" autoFocus={username !== ""} autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
        {t("login.submit")}
      </Button>
    </Form>
  );
}

function DemoAccounts() {
  const { t } = useTranslation("ui");
  const session = useSession();
  const signIn = useSignIn();
  const keep = useChangeLanguage();
  const language = useLanguage();
  if (!session.data?.sample) return null;
  return (
    <section className="demo-accounts" aria-label={t("login.demo")}>
      <p>{t("login.demo")}</p>
      <ul>
        {DEMO_ACCOUNTS.map((username) => (
          <li key={username}>
            <Button
              size="small"
              disabled={signIn.isPending}
              title={username}
              onClick={() =>
                signIn.mutate(
                  { username, password: DEMO_PASSWORD },
                  { onSuccess: () => keep.mutate(language) },
                )
              }
            >
              {t(`login.role.${username}`)}
            </Button>
          </li>
        ))}
      </ul>
      <p className="demo-note">{t("login.demoClock")}</p>
    </section>
  );
}
