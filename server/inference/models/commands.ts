import { clock } from "../../clock.ts";
import { createHash } from "node:crypto";
import { ApiError } from "../../contract/errors.ts";
import type { Tx } from "../../db/actor.ts";
import { newId } from "../../db/id.ts";
import { record, type NewEvent } from "../../store/append.ts";
import { shippedModel, type InferenceModel } from "../model.ts";
import { usable } from "./active.ts";
import { insertModel, lockModels, switchActive, type StoredModel } from "./model-queries.ts";
import type { RefitReport } from "./refit.ts";

/** SHA-256 over a model with its keys in order: the same weights give the same hash wherever they are stored. */
export function hashOfModel(model: object): Buffer {
  return createHash("sha256").update(ordered(model)).digest();
}

function ordered(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(ordered).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${ordered(inner)}`).join(",")}}`;
}

/** Stores what a refit found, with its report; nothing ranks by it until a person switches it on. */
export async function propose(
  tx: Tx,
  model: InferenceModel,
  report: RefitReport,
  basedOn: string,
): Promise<string> {
  const id = newId();
  const sha256 = hashOfModel(model).toString("hex");
  await insertModel(tx, { id, version: model.version, basedOn, sha256, model, report });
  const { examples } = report;
  const data = { version: model.version, basedOn, sha256, examples };
  await record(tx, [event(id, "MODEL_PROPOSED", data)]);
  return id;
}

/** Switches to a stored version (null: to the shipped one). Throws not_found, conflict. */
export async function switchTo(tx: Tx, id: string | null, reason: string): Promise<string> {
  const models = await lockModels(tx);
  const before = models.find(({ active }) => active) ?? null;
  const next = models.find((model) => model.id === id) ?? null;
  if (id !== null && !next) throw new ApiError("not_found");
  if ((before?.id ?? null) === id)
    throw new ApiError("conflict", { reason: "in use already" }, { reason: "same_model" });
  if (next && !usable(next.text))
    throw new ApiError("conflict", { reason: "lacks weights" }, { reason: "model_unusable" });
  await switchActive(tx, id);
  const shipped = shippedModel().version;
  const switched = (model: StoredModel, kind: string, other: string): NewEvent =>
    event(model.id, kind, { version: model.version, sha256: model.sha256, other }, { reason });
  await record(tx, [
    ...(before ? [switched(before, "MODEL_SWITCHED_OFF", next?.version ?? shipped)] : []),
    ...(next ? [switched(next, "MODEL_SWITCHED_ON", before?.version ?? shipped)] : []),
  ]);
  return next?.version ?? shipped;
}

function event(streamId: string, kind: string, data: object, notes?: Record<string, string>): NewEvent {
  return {
    stream: "model",
    streamId,
    kind,
    data,
    componentId: null,
    divisionCode: null,
    occurredAt: clock.iso(),
    ...(notes && { notes }),
  };
}
