import { ArrowLeftOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import type { InquirySummary } from "../../server/contract/inquiries.ts";
import { INQUIRY_COMMANDS } from "../../server/domain/inquiry/commands.ts";
import { INQUIRY_STATES, type InquiryState } from "../../server/domain/names.ts";
import { useInquiry } from "../api/inquiries.ts";
import { useActor } from "../api/session.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { FollowMap } from "../map/FollowMap.tsx";
import { ExportList } from "../matter/ExportList.tsx";
import { useKeys } from "../ui/keys.ts";
import { SavedFilters } from "../matter/SavedFilters.tsx";
import { fullMoment } from "../ui/time.ts";
import { inquiryPage, useInquiries, type InquiryFilter } from "./calls.ts";
import { InquiryList } from "./InquiryList.tsx";
import { InquiryPanel } from "./InquiryPanel.tsx";
import { waitsForMySignature } from "./offered.ts";
import "./inquiries.css";

const QUEUES = ["open", "mine", "sign", "backstop", "all"] as const;
type Queue = (typeof QUEUES)[number];
const SIGNERS: readonly string[] = INQUIRY_COMMANDS.CONFIRM_DETERMINATION.roles;

/** The ownership track as a workplace: queue, map, and the file on the table. Everything chosen is in the address. */
export function InquiriesPage() {
  const { t } = useTranslation(["inquiries", "ui"]);
  const actor = useActor();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const chosen = params.get("inquiry");
  const queue: Queue = QUEUES.find((one) => one === params.get("queue")) ?? "open";
  const set = (changes: Readonly<Record<string, string | null>>) =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      for (const [name, value] of Object.entries(changes)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      return next;
    });
  const filter = filterOf(queue, params);
  const list = useInquiries(filter);
  const keep = (row: InquirySummary) => queue !== "sign" || waitsForMySignature(actor, row.proposal);
  const rows = list.data?.pages.flatMap(({ items }) => items).filter(keep) ?? [];
  const detail = useInquiry(chosen);
  const place = detail.data ?? rows.find(({ id }) => id === chosen) ?? null;
  const choose = (id: string | null) => set({ inquiry: id });
  const step = (by: number) => {
    const at = rows.findIndex(({ id }) => id === chosen);
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next) choose(next.id);
  };
  useKeys({ j: () => step(1), k: () => step(-1), Escape: () => choose(null) });
  // A saved filter puts another text into the search field than was typed there.
  const [applied, setApplied] = useState(0);
  const counts = list.data?.pages[0]?.counts;
  return (
    <div className="inquiries" data-chosen={chosen !== null}>
      <section className="inquiry-queue" aria-label={t("title")}>
        <h1 className="visually-hidden">{t("title")}</h1>
        <div className="inquiry-filters">
          <Segmented<Queue>
            block
            value={queue}
            onChange={(next) => set({ queue: next === "open" ? null : next })}
            options={QUEUES.filter((one) => one !== "sign" || SIGNERS.includes(actor.role)).map((one) => ({
              value: one,
              label: t(`queue.${one}`),
              title: t(`queueHint.${one}`),
            }))}
          />
          <Filters key={applied} params={params} set={set} />
          <div className="row">
            {counts && queue !== "sign" && <span className="quiet small">{t("counts", counts)}</span>}
            <span className="inquiry-tools">
              <SavedFilters
                list="inquiries"
                names={FILTER_NAMES}
                params={params}
                apply={(query) => {
                  setApplied((round) => round + 1);
                  set(Object.fromEntries(FILTER_NAMES.map((name) => [name, query.get(name)])));
                }}
              />
              <ExportInquiries filter={filter} keep={keep} />
            </span>
          </div>
        </div>
        <InquiryList query={list} keep={keep} chosen={chosen} choose={(row) => choose(row.id)} />
      </section>
      <div className="inquiry-map">
        <FollowMap
          componentId={place?.componentId ?? null}
          at={place?.position ?? null}
          marked={rows.map(({ componentId }) => componentId)}
          explain={place !== null && "open" in place && place.open}
          onSelect={(component) => {
            const row = component && rows.find(({ componentId }) => componentId === component.id);
            if (row) choose(row.id);
            else if (component) void navigate(`/?component=${component.id}`);
          }}
        />
      </div>
      <aside className="inquiry-detail" aria-label={t("title")}>
        {chosen === null ? (
          <p className="inquiry-none quiet">{t("pick")}</p>
        ) : (
          <>
            <Button
              className="only-narrow"
              type="text"
              icon={<ArrowLeftOutlined />}
              onClick={() => choose(null)}
            >
              {t("ui:back")}
            </Button>
            <InquiryPanel id={chosen} />
          </>
        )}
      </aside>
    </div>
  );
}

/** What of the address makes up the filter of the list. */
const FILTER_NAMES = ["queue", "state", "danger", "overdue", "escalated", "q"] as const;

/** The same rows that the filter shows, down to the last page. */
function ExportInquiries({
  filter,
  keep,
}: {
  filter: InquiryFilter;
  keep: (row: InquirySummary) => boolean;
}) {
  const { t } = useTranslation("inquiries");
  const word = useWord();
  const named = useNamed();
  const language = useLanguage();
  const moment = (at: string | null) => (at === null ? null : fullMoment(at, language));
  return (
    <ExportList<InquirySummary>
      name={t("export.file")}
      head={t("export.columns", { returnObjects: true })}
      page={async (cursor) => {
        const { items, nextCursor } = await inquiryPage(filter, cursor);
        return { items: items.filter(keep), nextCursor };
      }}
      line={(row) => [
        row.number,
        word("inquiryState", row.state),
        named({ nameZh: row.classNameZh, nameEn: row.classNameEn }),
        row.address,
        word("status", row.ownershipStatus),
        row.letters.sent,
        row.letters.answered,
        row.letters.claims,
        row.owner ? named(row.owner) : null,
        row.custodian ? named(row.custodian) : null,
        moment(row.openedAt),
        row.next ? word("deadline", row.next.kind) : null,
        moment(row.next?.dueAt ?? null),
        row.position.lon,
        row.position.lat,
      ]}
    />
  );
}

/** What a queue asks the server for. A signer's own work holds the proposals; who may sign which is the domain's table. */
function filterOf(queue: Queue, params: URLSearchParams): InquiryFilter {
  const state = params.get("state");
  const q = params.get("q");
  return {
    queue: queue === "sign" ? "mine" : queue,
    ...(state && { state: [state as InquiryState] }),
    ...(params.get("danger") && { danger: true }),
    ...(params.get("overdue") && { overdue: true }),
    ...(params.get("escalated") && { escalated: true }),
    ...(q && { q }),
  };
}

function Filters({
  params,
  set,
}: {
  params: URLSearchParams;
  set: (changes: Readonly<Record<string, string | null>>) => void;
}) {
  const { t } = useTranslation("inquiries");
  const word = useWord();
  const [typed, setTyped] = useState(params.get("q") ?? "");
  return (
    <>
      <Input
        allowClear
        prefix={<SearchOutlined />}
        placeholder={t("search")}
        aria-label={t("search")}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          if (event.target.value === "") set({ q: null });
        }}
        onPressEnter={() => set({ q: typed.trim() })}
      />
      <div className="row">
        <Select
          size="small"
          value={params.get("state") ?? ""}
          aria-label={t("anyState")}
          onChange={(state) => set({ state })}
          options={[
            { value: "", label: t("anyState") },
            ...INQUIRY_STATES.map((value) => ({
              value: value as string,
              label: word("inquiryState", value),
            })),
          ]}
        />
        <Checkbox
          checked={params.get("danger") !== null}
          onChange={(event) => set({ danger: event.target.checked ? "1" : null })}
        >
          {t("danger")}
        </Checkbox>
        <Checkbox
          checked={params.get("overdue") !== null}
          onChange={(event) => set({ overdue: event.target.checked ? "1" : null })}
        >
          {t("overdue")}
        </Checkbox>
        <Checkbox
          checked={params.get("escalated") !== null}
          onChange={(event) => set({ escalated: event.target.checked ? "1" : null })}
        >
          {t("escalated")}
        </Checkbox>
      </div>
    </>
  );
}
