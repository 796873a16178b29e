import { useTranslation } from "react-i18next";
import { NoteField } from "../matter/NoteField.tsx";
import { ReasonSelect, type ReasonSelectProps } from "../matter/ReasonSelect.tsx";

type ChoiceProps = Pick<ReasonSelectProps, "codes" | "name"> & { readonly label?: string };

/** A reason from a list, which must be chosen unless there may be none. */
export function ReasonChoice({
  label,
  optional = false,
  ...choice
}: ChoiceProps & Pick<ReasonSelectProps, "words" | "autoFocus" | "hint"> & { readonly optional?: boolean }) {
  const { t } = useTranslation("inquiries");
  return (
    <ReasonSelect
      {...choice}
      label={label ?? t("form.reason")}
      placeholder={t("form.chooseReason")}
      missing={optional ? undefined : t("form.requiredChoice")}
    />
  );
}

/** A reason from a list, and what it means here in words: for what an auditor will read. */
export function ReasonFields(choice: ChoiceProps) {
  const { t } = useTranslation("inquiries");
  return (
    <>
      <ReasonChoice {...choice} />
      <NoteField
        name="text"
        label={t("form.reasonText")}
        missing={t("form.required")}
        autoSize={{ minRows: 2, maxRows: 6 }}
        explains
      />
    </>
  );
}
