import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { NoteItem, PhotosItem, ReasonItem } from "./fields.tsx";

interface Values {
  readonly reasonCode: string;
  readonly photoIds?: string[];
  readonly note?: string;
}

export function OrderRework({ detail, send, sending, cancel }: CommandFormProps) {
  return (
    <CommandForm<Values>
      detail={detail}
      type="ORDER_REWORK"
      sending={sending}
      cancel={cancel}
      onFinish={({ reasonCode, note }) => send({ type: "ORDER_REWORK", reasonCode, ...noteOf(note) })}
    >
      <ReasonItem list="rework" />
      <NoteItem />
    </CommandForm>
  );
}

export function RequestExtension({ detail, send, sending, cancel }: CommandFormProps) {
  return (
    <CommandForm<Values>
      detail={detail}
      type="REQUEST_EXTENSION"
      sending={sending}
      cancel={cancel}
      onFinish={({ reasonCode, note }) => send({ type: "REQUEST_EXTENSION", reasonCode, ...noteOf(note) })}
    >
      <ReasonItem list="extend" />
      <NoteItem />
    </CommandForm>
  );
}

export function RequestForcedClose({ detail, send, sending, cancel }: CommandFormProps) {
  return (
    <CommandForm<Values>
      detail={detail}
      type="REQUEST_FORCED_CLOSE"
      danger
      sending={sending}
      cancel={cancel}
      onFinish={({ reasonCode, note }) => send({ type: "REQUEST_FORCED_CLOSE", reasonCode, ...noteOf(note) })}
    >
      <ReasonItem list="force" />
      <NoteItem />
    </CommandForm>
  );
}

/** Voiding a danger needs a picture that there is none. */
export function RequestVoid({ detail, send, sending, cancel }: CommandFormProps) {
  return (
    <CommandForm<Values>
      detail={detail}
      type="REQUEST_VOID"
      danger
      sending={sending}
      cancel={cancel}
      initialValues={{ photoIds: [] }}
      onFinish={({ reasonCode, photoIds, note }) =>
        send({ type: "REQUEST_VOID", reasonCode, photoIds: photoIds ?? [], ...noteOf(note) })
      }
    >
      <ReasonItem list="void" />
      <PhotosItem />
      <NoteItem />
    </CommandForm>
  );
}
