import { Button, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Account } from "../../server/contract/accounts.ts";
import { ROLES, type Role } from "../../server/domain/names.ts";
import { PERSON_NUMBER } from "../../server/domain/persons.ts";
import { useWord } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { useToast } from "../ui/undo.tsx";
import { UnitSelect } from "../matter/UnitSelect.tsx";
import { useAccountCommands } from "./calls.ts";

const FOR_A_UNIT: readonly Role[] = ["OWNER_UNIT", "STREET_DEPT", "CONTRACTOR"];
const SHORTEST_PASSWORD = 10;

interface Values {
  username: string;
  displayName: string;
  role: Role;
  personNumber: string;
  unitId?: string;
  password: string;
}

/** A new account, or what may change about one; its name for signing in stays for ever. */
export function AccountForm({ account, done }: { account: Account | null; done: () => void }) {
  const { t } = useTranslation("admin");
  const word = useWord();
  const toast = useToast();
  const { add, change } = useAccountCommands();
  const [form] = Form.useForm<Values>();
  const role = Form.useWatch("role", form);
  const forUnit = role !== undefined && FOR_A_UNIT.includes(role);
  const command = account ? change : add;
  const saved = {
    onSuccess: () => {
      toast(t("accounts.done"));
      done();
    },
  };
  const finish = ({ username, displayName, role, personNumber, unitId, password }: Values) => {
    if (account)
      change.mutate(
        { id: account.id, body: { displayName, role, personNumber, unitId: unitId ?? null } },
        saved,
      );
    else add.mutate({ username, displayName, role, personNumber, unitId: unitId ?? null, password }, saved);
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={
        account
          ? {
              displayName: account.displayName,
              role: account.role,
              ...(account.personNumber && { personNumber: account.personNumber }),
              ...(account.unitId && { unitId: account.unitId }),
            }
          : {}
      }
      onFinish={finish}
    >
      {!account && (
        <Form.Item
          name="username"
          label={t("accounts.username")}
          extra={t("accounts.usernameHint")}
          rules={[
            { required: true, pattern: /^[a-z0-9][a-z0-9._-]{1,39}$/, message: t("accounts.usernameHint") },
          ]}
        >
          <Input autoFocus autoComplete="off" className="mono" />
        </Form.Item>
      )}
      <Form.Item
        name="displayName"
        label={t("accounts.displayName")}
        rules={[{ required: true, whitespace: true, message: t("units.required") }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="personNumber"
        label={t("accounts.personNumber")}
        extra={t("accounts.personNumberHint")}
        normalize={(typed: string) => typed.toUpperCase()}
        rules={[
          {
            required: true,
            pattern: PERSON_NUMBER,
            message: t("accounts.personNumberForm"),
          },
        ]}
      >
        <Input autoComplete="off" className="mono" maxLength={40} />
      </Form.Item>
      <Form.Item
        name="role"
        label={t("accounts.role")}
        rules={[{ required: true, message: t("units.required") }]}
      >
        <Select options={ROLES.map((value) => ({ value, label: word("accountRole", value) }))} />
      </Form.Item>
      <Form.Item
        name="unitId"
        label={t("accounts.unit")}
        rules={forUnit ? [{ required: true, message: t("accounts.unitNeeded") }] : []}
      >
        <UnitSelect allowClear />
      </Form.Item>
      {!account && <PasswordField label={t("accounts.password")} />}
      {command.error && <CommandProblem error={command.error} />}
      <Button type="primary" htmlType="submit" loading={command.isPending} block>
        {t("accounts.save")}
      </Button>
    </Form>
  );
}

export function PasswordForm({ account, done }: { account: Account; done: () => void }) {
  const { t } = useTranslation("admin");
  const toast = useToast();
  const { reset } = useAccountCommands();
  return (
    <Form<{ password: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ password }) =>
        reset.mutate(
          { id: account.id, password },
          {
            onSuccess: () => {
              toast(t("accounts.resetDone"));
              done();
            },
          },
        )
      }
    >
      <PasswordField label={t("accounts.newPassword")} />
      {reset.error && <CommandProblem error={reset.error} />}
      <Button type="primary" htmlType="submit" loading={reset.isPending} block>
        {t("accounts.reset")}
      </Button>
    </Form>
  );
}

function PasswordField({ label }: { label: string }) {
  const { t } = useTranslation("admin");
  return (
    <Form.Item
      name="password"
      label={label}
      extra={t("accounts.passwordHint")}
      rules={[{ required: true, min: SHORTEST_PASSWORD, message: t("accounts.passwordHint") }]}
    >
      <Input.Password autoComplete="new-password" />
    </Form.Item>
  );
}
