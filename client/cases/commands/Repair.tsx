import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import type zh from "../strings.zh.ts";
import { MeasureItem, NoteItem, PhotosItem } from "./fields.tsx";

const LOAD_CLASSES = ["A15", "B125", "C250", "D400", "E600", "F900"] as const;
type Material = keyof typeof zh.materials;

interface Values {
  readonly before: string[];
  readonly after: string[];
  readonly measure: string;
  readonly material?: Material;
  readonly loadClass?: (typeof LOAD_CLASSES)[number];
  readonly note?: string;
}

/** 修复: what was done with which material, before and after. Material and load class are asked where a lid carries traffic. */
export function Repair({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
  const lid = detail.classGroup === "COVER" || detail.classGroup === "GRATE";
  const materials = t("materials", { returnObjects: true });
  return (
    <CommandForm<Values>
      detail={detail}
      type="REPAIR"
      sending={sending}
      cancel={cancel}
      initialValues={{ before: [], after: [] }}
      onFinish={({ before, after, measure, material, loadClass, note }) =>
        send({
          type: "REPAIR",
          photoIds: [...before, ...after],
          measure,
          material: material ?? null,
          loadClass: loadClass ?? null,
          ...noteOf(note),
        })
      }
    >
      <MeasureItem
        usual={lid ? ["NEW_COVER", "RESET", "RAISE", "REBUILD", "CLEAN"] : ["RESET", "WELD", "CLEAN"]}
      />
      {lid && (
        <div className="form-pair">
          <Form.Item name="material" label={t("form.material")}>
            <Select
              allowClear
              options={Object.entries(materials).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          <Form.Item name="loadClass" label={t("form.loadClass")}>
            <Select allowClear options={LOAD_CLASSES.map((value) => ({ value, label: value }))} />
          </Form.Item>
        </div>
      )}
      <PhotosItem name="before" label={t("form.before")} optional />
      <PhotosItem name="after" label={t("form.after")} />
      <NoteItem />
    </CommandForm>
  );
}
