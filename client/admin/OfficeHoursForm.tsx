import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import type { CalendarAnswer } from "../../server/contract/calendar.ts";
import { useCalendarCommands } from "../api/calendar.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { useToast } from "../ui/undo.tsx";
import { hoursFrom, hoursText } from "./calendar-form.ts";

/** When offices work on a work day, as one line. */
export function OfficeHoursForm({ calendar }: { calendar: CalendarAnswer }) {
  const { t } = useTranslation("admin");
  const toast = useToast();
  const { hours: save } = useCalendarCommands(calendar.version);
  const finish = ({ text }: { text: string }) => {
    const hours = hoursFrom(text);
    if (hours) save.mutate(hours, { onSuccess: () => toast(t("calendar.hoursSaved")) });
  };
  return (
    <Form
      name="office-hours"
      layout="vertical"
      requiredMark={false}
      initialValues={{ text: hoursText(calendar.hours) }}
      onFinish={finish}
    >
      <Form.Item
        name="text"
        label={t("calendar.hoursField")}
        extra={t("calendar.hoursHint")}
        rules={[
          {
            validator: (_, text: string) =>
              hoursFrom(text) ? Promise.resolve() : Promise.reject(new Error(t("calendar.hoursWrong"))),
          },
        ]}
      >
        <Input className="mono calendar-hours" maxLength={100} />
      </Form.Item>
      {save.error && <CommandProblem error={save.error} />}
      <Button htmlType="submit" loading={save.isPending}>
        {t("calendar.saveHours")}
      </Button>
    </Form>
  );
}
