import type { Express } from "express";
import { z } from "zod";

import { ApiError } from "../contract/errors.ts";
import * as contract from "../contract/imports.ts";
import type { Actor } from "../db/actor.ts";
import { pageOf, readCursor } from "../http/cursor.ts";
import type { HttpDeps } from "../http/deps.ts";
import { mount, mountOwn } from "../http/mount.ts";
import { batchesPage, findBatch, rowsPage } from "./batch-queries.ts";
import {
  applyBatch,
  beginApply,
  beginUndo,
  createBatch,
  discardBatch,
  leaveAsItWas,
  undoBatch,
} from "./commands.ts";
import { guessMap } from "./check/fields.ts";
import { UPLOAD_LIMITS } from "./read/limits.ts";
import { ImportRefused } from "./check/problems.ts";
import { type ReceivedFile, receiveFile } from "./receive.ts";
import { reportOf } from "./apply/report.ts";
import { openSource } from "./read/source.ts";
import { dryRun } from "./check/stage.ts";
import { batchView, noteOf, rowView } from "./view.ts";

const Older = z.tuple([z.iso.datetime(), z.uuid()]);
const Line = z.tuple([z.int()]);
const NOTHING = new Uint8Array();

type InBackground = (actor: Actor, id: string, work: () => Promise<unknown>) => void;

/** Files into the registry: look at a file, try it out, apply it, take it back. Long work goes on after the answer. */
export function mountImports(app: Express, deps: HttpDeps): void {
  const inBackground: InBackground = (actor, id, work) => {
    work()
      .catch(async (error: unknown) => {
        deps.log.error("import stopped", { batch: id, error });
        await leaveAsItWas(deps.database, actor, id, error);
      })
      .catch((error: unknown) =>
        deps.log.error("import could not be told that it stopped", { batch: id, error }),
      )
      .finally(deps.onCommitted);
  };
  mountUploads(app, deps, inBackground);
  mountViews(app, deps);
  mountSteps(app, deps, inBackground);
}

function mountUploads(app: Express, deps: HttpDeps, inBackground: InBackground): void {
  mountOwn(
    app,
    contract.inspectFile,
    async ({ request }) => {
      const file = await receiveFile(request);
      try {
        return await inspect(file);
      } finally {
        await file.remove();
      }
    },
    deps,
  );

  mountOwn(
    app,
    contract.startImport,
    async ({ request, viewer, write }) => {
      const file = await receiveFile(request);
      let mine: string | undefined;
      try {
        const options = readOptions(file.fields["options"]);
        const answer = await write(file.digest, async (tx) => ({
          id: (mine = await createBatch(tx, options, file.fileName)),
        }));
        // A repeated request is answered with the first one's batch, which is being read already.
        if (answer.id !== mine) await file.remove();
        else {
          const run = {
            batchId: answer.id,
            path: file.path,
            fileName: file.fileName,
            options,
            limits: UPLOAD_LIMITS,
          };
          inBackground(viewer, answer.id, () => dryRun(deps.database, viewer, run).finally(file.remove));
        }
        return answer;
      } catch (error) {
        await file.remove();
        throw error;
      }
    },
    deps,
  );
}

function mountViews(app: Express, deps: HttpDeps): void {
  mount(
    app,
    contract.listImports,
    async ({ query, database }) => {
      const [at, id] = readCursor(query.cursor, Older) ?? [];
      const rows = await batchesPage(database, at && id ? { at, id } : null, query.limit);
      const { items, nextCursor } = pageOf(rows, query.limit, (row) => [row.createdAt, row.id]);
      return { items: items.map(batchView), nextCursor };
    },
    deps,
  );

  mount(
    app,
    contract.getImport,
    async ({ params, database }) => {
      const batch = await findBatch(database, params.id);
      if (!batch) throw new ApiError("not_found");
      return batchView(batch);
    },
    deps,
  );

  mount(
    app,
    contract.importRows,
    async ({ params, query, database }) => {
      const after = readCursor(query.cursor, Line)?.[0] ?? -1;
      const rows = await rowsPage(database, params.id, query.verdict ?? null, after, query.limit);
      const { items, nextCursor } = pageOf(rows, query.limit, (row) => [row.line]);
      return { items: items.map(rowView), nextCursor };
    },
    deps,
  );

  mount(
    app,
    contract.importReport,
    async ({ params, database, response }) => {
      if (!(await findBatch(database, params.id))) throw new ApiError("not_found");
      response.set({
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="import-${params.id}.csv"`,
        "Cache-Control": "no-store",
      });
      for await (const piece of reportOf(database, params.id)) response.write(piece);
      response.end();
      return undefined;
    },
    deps,
  );
}

/** What becomes of a batch that was tried out. */
function mountSteps(app: Express, deps: HttpDeps, inBackground: InBackground): void {
  mountOwn(
    app,
    contract.applyImport,
    async ({ params, body, expectedVersion, viewer, write }) => {
      let began = false;
      const answer = await write(NOTHING, async (tx) => {
        const version = await beginApply(tx, params.id, body, expectedVersion);
        began = true;
        return { id: params.id, version };
      });
      if (began) inBackground(viewer, params.id, () => applyBatch(deps.database, viewer, params.id, body));
      return answer;
    },
    deps,
  );

  mountOwn(
    app,
    contract.undoImport,
    async ({ params, expectedVersion, viewer, write }) => {
      let began = false;
      const answer = await write(NOTHING, async (tx) => {
        const version = await beginUndo(tx, params.id, expectedVersion);
        began = true;
        return { id: params.id, version };
      });
      if (began) inBackground(viewer, params.id, () => undoBatch(deps.database, viewer, params.id));
      return answer;
    },
    deps,
  );

  mount(
    app,
    contract.discardImport,
    async ({ params, tx, expectedVersion }) => ({
      id: params.id,
      version: await discardBatch(tx, params.id, expectedVersion),
    }),
    deps,
  );
}

async function inspect(file: ReceivedFile): Promise<z.input<typeof contract.inspectFile.answer>> {
  const encoding = file.fields["encoding"];
  const source = await openSource(file.path, {
    limits: UPLOAD_LIMITS,
    fileName: file.fileName,
    ...(encoding && { encoding }),
  }).catch(refuse);
  try {
    const subject =
      contract.ImportOptions.shape.subject.safeParse(file.fields["subject"]).data ?? "COMPONENTS";
    return {
      format: source.format,
      encoding: source.encoding,
      notes: source.notices.map(noteOf),
      layers: source.layers.map(({ name, featureCount, geometryTypes, crs, fields }) => ({
        name,
        featureCount,
        geometryTypes: [...geometryTypes],
        crs,
        fields: fields.map((field) => ({ ...field, samples: [...field.samples] })),
        guessedMap: guessMap(subject, fields),
      })),
    };
  } finally {
    await source.close();
  }
}

function refuse(error: unknown): never {
  if (error instanceof ImportRefused)
    throw new ApiError("file_unreadable", { reason: error.message, reasonZh: noteOf(error.problem).zh });
  throw error;
}

function readOptions(text: string | undefined): contract.ImportOptions {
  let given: unknown;
  try {
    given = JSON.parse(text ?? "{}");
  } catch {
    throw new ApiError("malformed_json");
  }
  const parsed = contract.ImportOptions.safeParse(given);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({
    path: `options.${issue.path.join(".")}`,
    message: issue.message,
  }));
  throw new ApiError(
    "invalid_input",
    { summary: issues.map((issue) => `${issue.path}: ${issue.message}`).join("; ") },
    { issues },
  );
}
