import { clock } from "../ui/clock.ts";
import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "../api/problem.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { downloadCsv } from "../ui/csv.ts";
import { dayIn } from "../ui/time.ts";
import { useToast } from "../ui/undo.tsx";

type Cell = string | number | null;

/** One page of what the list shows, and where the next begins. */
export interface ExportPage<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

/** More rows than these are for the database, not for a spreadsheet. */
const MOST = 20_000;

/** Exactly what the list shows, all pages of it, as CSV; it says how far it is, and can be left running. */
export function ExportList<Row>({
  name,
  head,
  line,
  page,
}: {
  /** Of the file, without its ending. */
  name: string;
  head: readonly string[];
  line: (row: Row) => readonly Cell[];
  page: (cursor: string | null) => Promise<ExportPage<Row>>;
}) {
  const { t } = useTranslation("ui");
  const language = useLanguage();
  const toast = useToast();
  const [done, setDone] = useState<number | null>(null);
  const run = async () => {
    setDone(0);
    try {
      const rows: Row[] = [];
      let cursor: string | null = null;
      do {
        const { items, nextCursor }: ExportPage<Row> = await page(cursor);
        rows.push(...items);
        cursor = nextCursor;
        setDone(rows.length);
      } while (cursor !== null && rows.length < MOST);
      downloadCsv(`${name}-${dayIn(clock.now())}.csv`, [head, ...rows.map(line)]);
      toast(t(cursor === null ? "export.done" : "export.cut", { count: rows.length }));
    } catch (error) {
      toast(sentenceOf(error, language), undefined, "error");
    } finally {
      setDone(null);
    }
  };
  return (
    <Button
      type="text"
      size="small"
      icon={<DownloadOutlined />}
      loading={done !== null}
      title={t("export.title")}
      aria-label={t("export.title")}
      onClick={() => void run()}
    >
      {done !== null && done > 0 ? done : null}
    </Button>
  );
}
