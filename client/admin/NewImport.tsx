import { ArrowLeftOutlined, InboxOutlined } from "@ant-design/icons";
import { Alert, Button, Progress, Upload } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import type { Inspected } from "./calls.ts";
import { ImportOptionsForm } from "./ImportOptionsForm.tsx";
import type { ImportForm } from "./import-options.ts";
import { optionsOf } from "./import-options.ts";
import { NoteLine } from "./NoteLine.tsx";
import { inspect, start } from "./send-file.ts";

/** A file first: what is in it; then what it does not say by itself; then the dry run. Nothing is registered here. */
export function NewImport({ started, cancel }: { started: (batchId: string) => void; cancel: () => void }) {
  const { t } = useTranslation(["admin", "ui"]);
  const [file, setFile] = useState<File | null>(null);
  const [found, setFound] = useState<Inspected | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const aborting = useRef(new AbortController());
  const attempt = async (work: (signal: AbortSignal) => Promise<void>) => {
    aborting.current = new AbortController();
    setError(null);
    setShare(0);
    try {
      await work(aborting.current.signal);
    } catch (problem) {
      if (!(problem instanceof DOMException)) setError(problem);
    }
    setShare(null);
  };
  const take = (chosen: File) => {
    setFile(chosen);
    setFound(null);
    void attempt(async (signal) => setFound(await inspect(chosen, setShare, signal)));
  };
  const dryRun = (form: ImportForm) =>
    file && void attempt(async (signal) => started(await start(file, optionsOf(form), setShare, signal)));
  return (
    <section className="new-import">
      <Button type="text" icon={<ArrowLeftOutlined />} onClick={cancel} className="back">
        {t("imports.back")}
      </Button>
      {!file && (
        <Upload.Dragger
          accept=".geojson,.json,.csv,.txt,.gpkg,.zip"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(chosen) => {
            take(chosen);
            return false;
          }}
        >
          <InboxOutlined className="drop-icon" />
          <p>{t("imports.drop")}</p>
          <p className="quiet">{t("imports.formats")}</p>
        </Upload.Dragger>
      )}
      {file && (
        <header className="file-line">
          <strong className="mono">{file.name}</strong>
          <span className="quiet">{(file.size / 1_048_576).toFixed(1)} MB</span>
          {found && <span className="quiet">{found.format}</span>}
          <Button
            size="small"
            onClick={() => {
              aborting.current.abort();
              setFile(null);
              setFound(null);
              setError(null);
            }}
          >
            {t("imports.another")}
          </Button>
        </header>
      )}
      {share !== null && file && (
        <div role="status">
          {share < 1
            ? t("imports.uploading", { percent: Math.round(share * 100) })
            : t("imports.inspecting", { name: file.name })}
          <Progress percent={Math.round(share * 100)} status="active" showInfo={false} />
        </div>
      )}
      {error !== null && <CommandProblem error={error} />}
      {found?.notes.map((note) => (
        <NoteLine key={note.code} note={note} />
      ))}
      {found &&
        (found.layers.length === 0 ? (
          <Alert type="warning" title={t("imports.none")} />
        ) : (
          <ImportOptionsForm found={found} busy={share !== null} dryRun={dryRun} cancel={cancel} />
        ))}
    </section>
  );
}
