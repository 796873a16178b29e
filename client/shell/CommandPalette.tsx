import { Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAllPaletteCommands } from "../ui/commands.ts";

/** `Ctrl+K`: any command by its name. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("ui");
  const commands = useAllPaletteCommands();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = commands.filter(({ title, group }) =>
    words.every((word) => `${group} ${title}`.toLowerCase().includes(word)),
  );
  const at = Math.min(chosen, Math.max(0, found.length - 1));
  const run = (index: number) => {
    const command = found[index];
    if (!command) return;
    onClose();
    command.run();
  };
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      closable={false}
      width={520}
      styles={{ body: { paddingBottom: 4 } }}
      title={<span className="visually-hidden">{t("palette.title")}</span>}
    >
      <Input
        autoFocus
        variant="borderless"
        size="large"
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={found[at] ? `palette-${found[at].id}` : undefined}
        placeholder={t("palette.placeholder")}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(0);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") setChosen((at + 1) % Math.max(1, found.length));
          else if (event.key === "ArrowUp") setChosen((at - 1 + found.length) % Math.max(1, found.length));
          else if (event.key === "Enter") run(at);
          else return;
          event.preventDefault();
        }}
      />
      <ul id="palette-list" role="listbox" className="palette-list" aria-label={t("palette.title")}>
        {found.map(({ id, title, group, icon, keys }, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={id}
            id={`palette-${id}`}
            role="option"
            aria-selected={index === at}
            onMouseMove={() => setChosen(index)}
            onClick={() => run(index)}
          >
            {icon}
            {title}
            <span className="group">{keys ? <kbd>{keys}</kbd> : group}</span>
          </li>
        ))}
        {found.length === 0 && <li className="quiet">{t("palette.none")}</li>}
      </ul>
    </Modal>
  );
}
