import { Form, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { IDENTIFICATION_REASONS } from "../../../server/domain/names.ts";
import { ONE_PLACE_M } from "../../../server/domain/component/distance.ts";
import { useNear } from "../../api/registry.ts";
import { useNamed } from "../../i18n/i18n.ts";
import { NoteField } from "../../matter/NoteField.tsx";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { ReasonSelect } from "../../matter/ReasonSelect.tsx";
import { StatusChip } from "../../matter/StatusChip.tsx";
import { EditForm, type EditProps } from "./EditForm.tsx";

type Reason = (typeof IDENTIFICATION_REASONS)[number];
interface Values {
  readonly with: string;
  readonly reasonCode: Reason;
  readonly photoIds: string[];
  readonly note?: string;
}

const noteOf = (note: string | undefined) => (note?.trim() ? { note: note.trim() } : {});

/** Which registered component a provisional one is: those of its kind close by, nearest first (docs/domain.md#d5). */
export function Identify({ component, send, sending, cancel }: EditProps) {
  const { t } = useTranslation("registry");
  const named = useNamed();
  const around = useNear(
    component.position,
    Math.max(ONE_PLACE_M, component.accuracyM),
    component.classGroup,
  );
  const near = (around.data ?? []).filter(({ id, provisional }) => id !== component.id && !provisional);
  return (
    <EditForm<Values>
      kind="identify"
      sending={sending}
      cancel={cancel}
      initialValues={{ photoIds: [] }}
      onFinish={({ note, ...given }) => send({ type: "IDENTIFY", ...given, ...noteOf(note) })}
    >
      <p className="quiet">{t("identify.what")}</p>
      <Form.Item
        name="with"
        label={t("identify.which")}
        rules={[{ required: true, message: t("edit.choose") }]}
        {...(around.isSuccess && near.length === 0 && { extra: t("identify.none", { metres: ONE_PLACE_M }) })}
      >
        <Radio.Group className="identify-near">
          {near.map((other) => (
            <Radio key={other.id} value={other.id}>
              <StatusChip status={other.ownershipStatus} group={other.classGroup} danger={other.openDanger} />{" "}
              {named({ nameZh: other.classNameZh, nameEn: other.classNameEn })}{" "}
              <span className="quiet">{other.distanceM.toFixed(1)} m</span>
              <span className="quiet identify-code">
                <span className="mono">{other.code ?? t("noCode")}</span> {other.address}
              </span>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Reasoned />
      <Form.Item name="photoIds" label={t("identify.photos")}>
        <PhotoField />
      </Form.Item>
    </EditForm>
  );
}

/** It was another thing after all. */
export function UndoIdentification({ send, sending, cancel }: EditProps) {
  const { t } = useTranslation("registry");
  return (
    <EditForm<Omit<Values, "with" | "photoIds">>
      kind="undoIdentification"
      sending={sending}
      cancel={cancel}
      onFinish={({ reasonCode, note }) => send({ type: "UNDO_IDENTIFICATION", reasonCode, ...noteOf(note) })}
    >
      <p className="quiet">{t("identify.undoWhat")}</p>
      <Reasoned />
    </EditForm>
  );
}

function Reasoned() {
  const { t } = useTranslation("registry");
  const explains = Form.useWatch("reasonCode") === "OTHER";
  return (
    <>
      <ReasonSelect
        codes={IDENTIFICATION_REASONS}
        label={t("edit.reason")}
        placeholder={t("edit.choose")}
        missing={t("edit.choose")}
      />
      <NoteField
        name="note"
        label={t("edit.remark")}
        missing={t("edit.required")}
        autoSize={{ minRows: 2, maxRows: 6 }}
        explains={explains}
      />
    </>
  );
}
