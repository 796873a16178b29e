import { clock } from "../../clock.ts";
import type { Express } from "express";
import { listModels, switchModel, type ModelReport, type ModelVersion } from "../../contract/inference.ts";
import type { HttpDeps } from "../../http/deps.ts";
import { mount } from "../../http/mount.ts";
import { shippedModel } from "../model.ts";
import { classNamesById } from "../queries.ts";
import type { Score } from "../metrics.ts";
import { usable } from "./active.ts";
import { hashOfModel, switchTo } from "./commands.ts";
import { modelRows } from "./model-queries.ts";
import type { RefitReport } from "./refit.ts";
import { WEIGHT_WORDS } from "./weight-words.ts";

/** The versions of the weights, for an administrator to read and to switch. */
export function mountModels(app: Express, deps: HttpDeps): void {
  mount(
    app,
    listModels,
    async ({ database }) => {
      const rows = await modelRows(database);
      const names = await classNamesById(database);
      const shipped = shippedModel();
      const ships: ModelVersion = {
        id: null,
        version: shipped.version,
        basedOn: null,
        sha256: hashOfModel(shipped).toString("hex"),
        active: rows.every(({ active }) => !active),
        usable: true,
        proposedAt: null,
        switchedAt: null,
        switchedBy: null,
        report: null,
        weights: inWords(shipped.weights),
      };
      const stored = rows.map(({ text, report, ...row }): ModelVersion => ({
        ...row,
        usable: usable(text) !== undefined,
        report: reportInWords(report, names),
        weights: inWords((JSON.parse(text) as { weights: Record<string, number> }).weights),
      }));
      return { items: [...stored, ships] };
    },
    deps,
  );

  mount(
    app,
    switchModel,
    async ({ body, tx }) => ({
      version: await switchTo(tx, body.id, body.reason),
      since: clock.iso(),
    }),
    deps,
  );
}

/** The strongest first: what decides most is read first. */
function inWords(weights: Readonly<Record<string, number>>): ModelVersion["weights"] {
  return Object.entries(weights)
    .map(([kind, weight]) => {
      const [zh, en] = WEIGHT_WORDS[kind] ?? [kind, kind];
      return { kind, zh, en, weight };
    })
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

function reportInWords(
  { examples, rows }: RefitReport,
  names: ReadonlyMap<string, { zh: string; en: string }>,
): ModelReport {
  const figures = ({ hit1, hit3, brier, ece }: Score) => ({ hit1, hit3, brier, ece });
  return {
    examples,
    rows: rows.map(({ classCode, count, before, after }) => ({
      classCode,
      nameZh: names.get(classCode ?? "")?.zh ?? classCode ?? "全部",
      nameEn: names.get(classCode ?? "")?.en ?? classCode ?? "All",
      count,
      before: figures(before),
      after: figures(after),
    })),
  };
}
