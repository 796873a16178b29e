import { Alert, Form, Input, InputNumber, Modal, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { CalendarAnswer, HolidayTable } from "../../server/contract/calendar.ts";
import type { HolidayYear } from "../../server/domain/clocks/calendar.ts";
import { tableChanges, tableProblems } from "../../server/domain/clocks/holiday-table.ts";
import { readHolidays, type ReadHolidays } from "../../server/domain/clocks/holiday-text.ts";
import { useCalendarCommands } from "../api/calendar.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { dayText } from "../ui/time.ts";
import { useToast } from "../ui/undo.tsx";
import { linesOf, noticeOf } from "./calendar-form.ts";
import { HolidayDays } from "./HolidayDays.tsx";

interface Values {
  year: number;
  text: string;
  source: string;
  publishedOn: string;
}

/** Pasted text on one side, what was understood of it and what it changes on the other; nothing is saved unseen. */
export function HolidayForm({
  calendar,
  table,
  close,
}: {
  calendar: CalendarAnswer;
  table: HolidayTable | null;
  close: () => void;
}) {
  const { t } = useTranslation("admin");
  const toast = useToast();
  const [form] = Form.useForm<Values>();
  const { enter } = useCalendarCommands(calendar.version);
  const newest = Math.max(0, ...calendar.years.map(({ year }) => year));
  const start = table?.year ?? calendar.missing[0] ?? newest + 1;
  const year = Form.useWatch("year", form) ?? start;
  const text = Form.useWatch("text", form) ?? "";
  const read = readHolidays(text, year);
  const given: HolidayYear = { year, holidays: read.holidays, workdays: read.workdays };
  const problems = tableProblems(given);
  const wrong = problems.length > 0 || read.unread.length > 0;

  /** What the text says about itself goes where nobody has written anything else. */
  const adopt = (changed: Partial<Values>) => {
    if (changed.text === undefined && changed.year === undefined) return;
    const values = form.getFieldsValue();
    const { document, publishedOn } = readHolidays(values.text ?? "", values.year);
    if (!form.isFieldTouched("source") && !table)
      form.setFieldValue("source", noticeOf(values.year, document));
    if (!form.isFieldTouched("publishedOn") && publishedOn) form.setFieldValue("publishedOn", publishedOn);
  };
  const finish = ({ source, publishedOn }: Values) => {
    if (wrong) return;
    const { holidays, workdays } = read;
    enter.mutate(
      { year, holidays: [...holidays], workdays: [...workdays], source, publishedOn: publishedOn || null },
      {
        onSuccess: () => {
          toast(t("calendar.saved", { year }));
          close();
        },
      },
    );
  };
  return (
    <Modal
      open
      width={860}
      title={table ? t("calendar.formCorrect", { year: table.year }) : t("calendar.formTitle")}
      okText={t("calendar.save")}
      cancelText={t("calendar.cancel")}
      okButtonProps={{ loading: enter.isPending, disabled: wrong }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form<Values>
        name="holidays"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          year: start,
          text: table ? linesOf(table.holidays, table.workdays) : "",
          source: table?.source ?? noticeOf(start, null),
          publishedOn: table?.publishedOn ?? "",
        }}
        onValuesChange={adopt}
        onFinish={finish}
      >
        {!table && (
          <Form.Item name="year" label={t("calendar.year")} rules={[{ required: true }]}>
            <InputNumber min={2000} max={2100} precision={0} />
          </Form.Item>
        )}
        <Form.Item name="text" label={t("calendar.text")} extra={t("calendar.textHint")}>
          <Input.TextArea autoSize={{ minRows: 6, maxRows: 14 }} maxLength={20_000} />
        </Form.Item>
        <Understood text={text} read={read} given={given} problems={problems} calendar={calendar} />
        <div className="calendar-pair">
          <Form.Item
            name="source"
            label={t("calendar.source")}
            rules={[{ required: true, whitespace: true, message: t("calendar.sourceNeeded") }]}
          >
            <Input maxLength={300} />
          </Form.Item>
          <Form.Item name="publishedOn" label={t("calendar.publishedOn")}>
            <Input type="date" />
          </Form.Item>
        </div>
      </Form>
      {enter.error && <CommandProblem error={enter.error} />}
    </Modal>
  );
}

/** The days that were read, what cannot be right with them, and what saving them changes. */
function Understood({
  text,
  read,
  given,
  problems,
  calendar,
}: {
  text: string;
  read: ReadHolidays;
  given: HolidayYear;
  problems: ReturnType<typeof tableProblems>;
  calendar: CalendarAnswer;
}) {
  const { t } = useTranslation("admin");
  const language = useLanguage();
  if (text.trim() === "") return <p className="quiet">{t("calendar.nothingRead")}</p>;
  const wrong = problems.map(({ problem, day }) =>
    t(`calendar.problem.${problem}`, { day: day ? dayText(day, language) : "" }),
  );
  return (
    <div className="calendar-read" aria-live="polite">
      <HolidayDays table={given} />
      {wrong.length > 0 && <Alert type="error" showIcon title={<Lines lines={wrong} />} />}
      {read.unread.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t("calendar.unread")}
          description={<Lines lines={read.unread} />}
        />
      )}
      {wrong.length === 0 && read.unread.length === 0 && <Difference given={given} calendar={calendar} />}
    </div>
  );
}

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <>
    {lines.map((line) => (
      <div key={line}>{line}</div>
    ))}
  </>
);

function Difference({ given, calendar }: { given: HolidayYear; calendar: CalendarAnswer }) {
  const { t } = useTranslation("admin");
  const language = useLanguage();
  const before = calendar.years.find(({ year }) => year === given.year) ?? null;
  const changes = before ? tableChanges(before, given) : [];
  const count = calendar.provisional.find(({ year }) => year === given.year)?.deadlines ?? 0;
  return (
    <>
      <h3>{t("calendar.difference")}</h3>
      {!before && <p>{t("calendar.allNew")}</p>}
      {before && changes.length === 0 && <p>{t("calendar.same")}</p>}
      {changes.length > 0 && (
        <ul className="calendar-changes">
          {changes.map(({ day, name, kind, change }) => (
            <li key={day + kind + change}>
              <span className="mono">{dayText(day, language)}</span> {name}{" "}
              <Tag color={change === "ADDED" ? "green" : "orange"}>
                {t(`calendar.${change === "ADDED" ? "added" : "removed"}.${kind}`)}
              </Tag>
            </li>
          ))}
        </ul>
      )}
      <p className="quiet">{count > 0 ? t("calendar.willMove", { count }) : t("calendar.noneMoves")}</p>
    </>
  );
}
