import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { MeasureItem, NoteItem, PhotosItem } from "./fields.tsx";

/** 消除隐患: nobody can fall in any more, whatever the repair will be. */
export function MakeSafe({ detail, send, sending, cancel }: CommandFormProps) {
  return (
    <CommandForm<{ photoIds: string[]; measure: string; note?: string }>
      detail={detail}
      type="MAKE_SAFE"
      sending={sending}
      cancel={cancel}
      initialValues={{ photoIds: [] }}
      onFinish={({ photoIds, measure, note }) =>
        send({ type: "MAKE_SAFE", photoIds, measure, ...noteOf(note) })
      }
    >
      <MeasureItem usual={["PLATE", "TEMP_COVER", "BARRIER", "FILL"]} />
      <PhotosItem />
      <NoteItem />
    </CommandForm>
  );
}
