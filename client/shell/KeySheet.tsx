import { Modal } from "antd";
import { useTranslation } from "react-i18next";

/** Every key of the product, on `?`. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("ui");
  const groups = [
    {
      title: t("keys.any"),
      keys: [
        ["/", t("keys.search")],
        ["Ctrl K", t("keys.palette")],
        ["Esc", t("keys.back")],
        ["?", t("keys.sheet")],
      ],
    },
    {
      title: t("keys.workbench"),
      keys: [
        ["n", t("keys.newCase")],
        ["j", t("keys.next")],
        ["k", t("keys.previous")],
        ["Enter", t("keys.open")],
        ["g", t("keys.tabs")],
        ["l", t("keys.locate")],
      ],
    },
    {
      title: t("keys.map"),
      keys: [
        [t("keys.shiftDrag"), t("keys.box")],
        [t("keys.rightClick"), t("keys.menu")],
        ["← →", t("keys.lanes")],
      ],
    },
    {
      title: t("keys.panel"),
      keys: [
        ["1 2 3", t("keys.candidate")],
        ["Enter", t("keys.primary")],
        ["Ctrl Enter", t("keys.submit")],
        ["Esc", t("keys.leave")],
      ],
    },
  ];
  return (
    <Modal open onCancel={onClose} footer={null} title={t("keys.title")} width={680}>
      <div className="key-sheet">
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, text]) => (
                <div key={text}>
                  <dt>{text}</dt>
                  <dd>
                    {key?.split(" ").map((part) => (
                      <kbd key={part}>{part}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
