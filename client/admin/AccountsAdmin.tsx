import { PlusOutlined } from "@ant-design/icons";
import { Button, Drawer, Empty, Input, Popconfirm, Space, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Account } from "../../server/contract/accounts.ts";
import { useMe } from "../api/session.ts";
import { useLanguage, useWord } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { fullMoment } from "../ui/time.ts";
import { useToast } from "../ui/undo.tsx";
import { AccountForm, PasswordForm } from "./AccountForms.tsx";
import { useAccountCommands, useAccounts } from "./calls.ts";

type Open = { readonly kind: "new" } | { readonly kind: "edit" | "password"; readonly account: Account };

/** Who may sign in, as what, for which unit. */
export function AccountsAdmin() {
  const { t } = useTranslation("admin");
  const word = useWord();
  const language = useLanguage();
  const toast = useToast();
  const me = useMe();
  const [q, setQ] = useState("");
  const [open, setOpen] = useState<Open | null>(null);
  const query = useAccounts(q);
  const { change } = useAccountCommands();
  if (query.isError && !query.data)
    return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  const setDisabled = (account: Account, disabled: boolean) =>
    change.mutate({ id: account.id, body: { disabled } }, { onSuccess: () => toast(t("accounts.done")) });
  return (
    <>
      <div className="admin-bar">
        <Input.Search
          allowClear
          placeholder={t("accounts.search")}
          aria-label={t("accounts.search")}
          onSearch={(typed) => setQ(typed.trim())}
        />
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ kind: "new" })}>
          {t("accounts.add")}
        </Button>
      </div>
      {change.error && <CommandProblem error={change.error} />}
      <Table<Account>
        size="small"
        rowKey="id"
        pagination={false}
        loading={query.isPending}
        dataSource={query.data?.pages.flatMap(({ items }) => items) ?? []}
        scroll={{ x: "max-content" }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("accounts.none")} />,
        }}
        columns={[
          {
            title: t("accounts.username"),
            key: "username",
            render: (_, { username }) => <span className="mono">{username}</span>,
          },
          { title: t("accounts.displayName"), dataIndex: "displayName" },
          {
            title: t("accounts.person"),
            key: "person",
            render: (_, { personNumber, samePerson }) =>
              personNumber === null ? (
                <Tag color="orange">{t("accounts.noNumber")}</Tag>
              ) : (
                <>
                  <span className="mono">{personNumber}</span>
                  {samePerson.length > 0 && (
                    <div className="quiet">{t("accounts.samePerson", { names: samePerson.join(", ") })}</div>
                  )}
                </>
              ),
          },
          { title: t("accounts.role"), key: "role", render: (_, { role }) => word("accountRole", role) },
          { title: t("accounts.unit"), dataIndex: "unitName" },
          {
            title: t("accounts.state"),
            key: "state",
            render: (_, { disabledAt }) => (
              <Tag color={disabledAt ? "default" : "green"}>
                {t(disabledAt ? "accounts.disabled" : "accounts.active")}
              </Tag>
            ),
          },
          {
            title: t("accounts.created"),
            key: "created",
            render: (_, { createdAt }) => fullMoment(createdAt, language),
          },
          {
            title: "",
            key: "do",
            render: (_, account) => (
              <Space size={4}>
                <Button size="small" onClick={() => setOpen({ kind: "edit", account })}>
                  {t("accounts.edit")}
                </Button>
                <Button size="small" onClick={() => setOpen({ kind: "password", account })}>
                  {t("accounts.reset")}
                </Button>
                {account.disabledAt ? (
                  <Button size="small" onClick={() => setDisabled(account, false)}>
                    {t("accounts.enable")}
                  </Button>
                ) : (
                  <Popconfirm
                    title={t("accounts.disableAsk", { name: account.displayName })}
                    onConfirm={() => setDisabled(account, true)}
                  >
                    <Button size="small" danger disabled={account.id === me.accountId}>
                      {t("accounts.disable")}
                    </Button>
                  </Popconfirm>
                )}
              </Space>
            ),
          },
        ]}
      />
      {query.hasNextPage && (
        <Button type="link" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
      <Drawer
        open={open !== null}
        onClose={() => setOpen(null)}
        size={420}
        destroyOnHidden
        title={
          open === null
            ? ""
            : open.kind === "new"
              ? t("accounts.add")
              : `${t(open.kind === "edit" ? "accounts.edit" : "accounts.reset")} · ${open.account.username}`
        }
      >
        {open?.kind === "new" && <AccountForm account={null} done={() => setOpen(null)} />}
        {open?.kind === "edit" && <AccountForm account={open.account} done={() => setOpen(null)} />}
        {open?.kind === "password" && <PasswordForm account={open.account} done={() => setOpen(null)} />}
      </Drawer>
    </>
  );
}
