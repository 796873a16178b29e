import { DownOutlined } from "@ant-design/icons";
import { Button, Dropdown, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { InquiryTableCommand } from "../../server/domain/inquiry-table.ts";
import { reasonSentence } from "../api/problem.ts";
import { useLanguage } from "../i18n/i18n.ts";
import type { Offered, OfferedCommands } from "./offered.ts";

/** How many commands stand beside the primary one before the rest goes under 其他操作. */
const SHOWN = 2;

/** The one next step large, what else is possible beside it, what is not possible visible with its reason. */
export function CommandBar({
  offered,
  chosen,
  choose,
}: {
  offered: OfferedCommands;
  chosen: InquiryTableCommand | null;
  choose: (type: InquiryTableCommand) => void;
}) {
  const { t } = useTranslation("inquiries");
  const language = useLanguage();
  const allowed = offered.others.filter(({ refused }) => refused === null);
  const refused = offered.others.filter(({ refused }) => refused !== null);
  const beside = allowed.slice(0, SHOWN);
  const more = [...allowed.slice(SHOWN), ...refused];
  if (!offered.primary && offered.others.length === 0) return null;
  return (
    <div className="command-bar" role="toolbar" aria-label={t("more")}>
      {offered.primary && <CommandButton offered={offered.primary} primary chosen={chosen} choose={choose} />}
      {beside.map((one) => (
        <CommandButton key={one.type} offered={one} chosen={chosen} choose={choose} />
      ))}
      {more.length > 0 && (
        <Dropdown
          trigger={["click"]}
          menu={{
            onClick: ({ key }) => choose(key as InquiryTableCommand),
            items: more.map(({ type, refused }) => ({
              key: type,
              disabled: refused !== null,
              label: (
                <span className="refusable">
                  {t(`command.${type}`)}
                  {refused !== null && <small>{reasonSentence(refused, language)}</small>}
                </span>
              ),
            })),
          }}
        >
          <Button>
            {t("more")} <DownOutlined />
          </Button>
        </Dropdown>
      )}
    </div>
  );
}

function CommandButton({
  offered,
  primary = false,
  chosen,
  choose,
}: {
  offered: Offered;
  primary?: boolean;
  chosen: InquiryTableCommand | null;
  choose: (type: InquiryTableCommand) => void;
}) {
  const { t } = useTranslation("inquiries");
  const language = useLanguage();
  const { type, refused } = offered;
  return (
    <Tooltip title={refused === null ? null : reasonSentence(refused, language)}>
      <Button
        type={primary ? "primary" : "default"}
        disabled={refused !== null}
        aria-pressed={chosen === type}
        onClick={() => choose(type)}
      >
        {t(`command.${type}`)}
      </Button>
    </Tooltip>
  );
}
