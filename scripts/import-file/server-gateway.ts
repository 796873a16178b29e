import { openAsBlob, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { type Call, errorOf, makeCall } from "../../server/contract/call.ts";
import * as contract from "../../server/contract/imports.ts";
import { signIn, signOut } from "../../server/contract/session.ts";
import { newId } from "../../server/db/id.ts";
import { Mistake } from "./arguments.ts";
import type { Gateway, OnProgress } from "./gateway.ts";

const ASK_AGAIN_MS = 300;

/** Hands imports to a running server, signed in as an administrator. */
export async function serverGateway(origin: string, username: string, password: string): Promise<Gateway> {
  let cookie = "";
  const keepingCookie: typeof fetch = async (input, init) => {
    const response = await fetch(input, init).catch((error: unknown) => {
      throw new Mistake(
        `No server answers at ${origin} (${error instanceof Error ? error.message : String(error)}).`,
      );
    });
    const given = response.headers.getSetCookie()[0]?.split(";")[0];
    if (given !== undefined) cookie = given;
    return response;
  };
  const call = makeCall({
    origin,
    fetch: keepingCookie,
    newKey: newId,
    headers: () => (cookie === "" ? {} : { cookie }),
  });
  await call(signIn, { body: { username, password } });
  const plain = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { cookie, "X-Youzhu": "1", "Idempotency-Key": newId() };
    const response = await keepingCookie(origin + path, { ...init, headers });
    if (!response.ok) throw await errorOf(response);
    return response;
  };
  return {
    async tryOut(file, options, onProgress) {
      const form = new FormData();
      form.append("options", JSON.stringify(options));
      form.append("file", await openAsBlob(file), basename(file));
      for (const part of partsBeside(file)) form.append("part", await openAsBlob(part), basename(part));
      const { id } = (await (await plain("/api/imports", { method: "POST", body: form })).json()) as {
        id: string;
      };
      return await settled(call, id, onProgress);
    },
    async apply({ id, version }, { acceptRefusals, acceptNeighbours, acceptOutside }, onProgress) {
      await call(contract.applyImport, {
        params: { id },
        ifMatch: version,
        body: { acceptRefusals, acceptNeighbours, acceptOutside },
      });
      return await settled(call, id, onProgress);
    },
    async undo(id, onProgress) {
      const { version } = await call(contract.getImport, { params: { id } });
      await call(contract.undoImport, { params: { id }, ifMatch: version, body: {} });
      return await settled(call, id, onProgress);
    },
    async list() {
      return (await call(contract.listImports, { query: { limit: 50 } })).items;
    },
    async *report(id) {
      const response = await plain(`/api/imports/${id}/report`);
      const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
      for await (const chunk of response.body ?? []) yield decoder.decode(chunk, { stream: true });
    },
    async close() {
      await call(signOut, {}).catch(() => undefined);
    },
  };
}

/** A shapefile is several files. */
function partsBeside(file: string): string[] {
  if (!/\.shp$/i.test(file)) return [];
  const stem = basename(file).slice(0, -4);
  const isPart = (name: string): boolean => name.startsWith(`${stem}.`) && /\.(shx|dbf|prj|cpg)$/i.test(name);
  return readdirSync(dirname(file))
    .filter(isPart)
    .map((name) => join(dirname(file), name));
}

/** Asks until the batch has come to rest. */
async function settled(call: Call, id: string, onProgress: OnProgress): Promise<contract.ImportBatch> {
  for (;;) {
    const batch = await call(contract.getImport, { params: { id } });
    if (batch.progress) onProgress(batch.progress);
    else if (batch.state !== "READING" && batch.state !== "APPLYING") return batch;
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
}
