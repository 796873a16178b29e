import { DownOutlined } from "@ant-design/icons";
import { Button, Dropdown, Tooltip } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { reasonSentence } from "../api/problem.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { usePaletteCommands } from "../ui/commands.ts";
import type { Offered, Offers } from "./offers.ts";
import { useKeys } from "../ui/keys.ts";
import "../ui/commands.css";

/** How many commands stand beside the primary one before the rest goes under 其他操作. */
const SHOWN = 2;

/**
 * The one next step large, what else is possible beside it, what is not possible visible with its reason. Enter does the next
 * step while no form is open, and Ctrl+K knows them all.
 */
export function CommandBar<Type extends string>({
  subject,
  offered,
  label,
  chosen,
  choose,
  sending = null,
  awaited,
}: {
  /** The number of the case or inquiry: under it the palette lists the commands. */
  subject: string;
  offered: Offers<Type>;
  label: (type: Type) => string;
  chosen: Type | null;
  choose: (type: Type) => void;
  /** The command that is on its way without a form. */
  sending?: Type | null;
  /** What is said in place of the primary button. */
  awaited?: ReactNode;
}) {
  const { t } = useTranslation("ui");
  const language = useLanguage();
  const { primary, others } = offered;
  const allowed = others.filter(({ refused }) => refused === null);
  const more = [...allowed.slice(SHOWN), ...others.filter(({ refused }) => refused !== null)];
  useKeys({ Enter: () => primary && choose(primary.type) }, { enabled: chosen === null && primary !== null });
  usePaletteCommands(
    `commands-${subject}`,
    [...(primary ? [primary] : []), ...allowed].map(({ type }) => ({
      id: `${subject}-${type}`,
      title: label(type),
      group: subject,
      run: () => choose(type),
    })),
  );
  if (!primary && others.length === 0) return null;
  const button = (one: Offered<Type>) => (
    <Tooltip key={one.type} title={one.refused === null ? null : reasonSentence(one.refused, language)}>
      <Button
        type={one === primary ? "primary" : "default"}
        loading={sending === one.type}
        disabled={one.refused !== null}
        aria-pressed={chosen === one.type}
        onClick={() => choose(one.type)}
      >
        {label(one.type)}
        {one === primary && (
          <kbd className="on-primary" aria-hidden="true">
            ↵
          </kbd>
        )}
      </Button>
    </Tooltip>
  );
  return (
    <div className="command-bar" role="toolbar" aria-label={t("commands.bar")}>
      {primary ? button(primary) : awaited}
      {allowed.slice(0, SHOWN).map(button)}
      {more.length > 0 && (
        <Dropdown
          trigger={["click"]}
          menu={{
            onClick: ({ key }) => choose(key as Type),
            items: more.map(({ type, refused }) => ({
              key: type,
              disabled: refused !== null,
              label: (
                <span className="refusable">
                  {label(type)}
                  {refused !== null && <small>{reasonSentence(refused, language)}</small>}
                </span>
              ),
            })),
          }}
        >
          <Button>
            {t("commands.others")} <DownOutlined />
          </Button>
        </Dropdown>
      )}
    </div>
  );
}
