import type { Express } from "express";
import { ApiError } from "../../contract/errors.ts";
import * as contract from "../../contract/photos.ts";
import { newId } from "../../db/id.ts";
import type { HttpDeps } from "../../http/deps.ts";
import { mount, mountOwn } from "../../http/mount.ts";
import { developPicture } from "./picture.ts";
import { pictureFor, storePicture } from "./queries.ts";
import { receivePicture } from "./receive.ts";

export function mountPhotos(app: Express, deps: HttpDeps): void {
  mountOwn(
    app,
    contract.uploadPhoto,
    async ({ request, viewer, write }) => {
      const file = await receivePicture(request);
      const picture = await developPicture(file);
      return await write(picture.originalSha256, async (tx) => {
        const id = newId();
        await storePicture(tx, id, picture, viewer);
        const { width, height, takenAt, position } = picture;
        const sha256 = picture.sha256.toString("hex");
        return { id, sha256, width, height, takenAt: takenAt?.toISOString() ?? null, position };
      });
    },
    deps,
  );

  mount(
    app,
    contract.readPhoto,
    async ({ params, query, viewer, database, request, response }) => {
      const found = await pictureFor(database, params.id, query.size, viewer);
      if (!found) throw new ApiError("not_found");
      const etag = `"${found.sha256.toString("hex").slice(0, 32)}-${query.size}"`;
      response.set({
        ETag: etag,
        // Kept by the browser, but asked for each time: the next person at this desk may not be allowed to see it.
        "Cache-Control": "private, no-cache",
        "Content-Type": "image/jpeg",
        "Content-Disposition": `attachment; filename="${params.id}.jpg"`,
        "Content-Security-Policy": "default-src 'none'; sandbox",
      });
      if (request.headers["if-none-match"] === etag) response.status(304).end();
      else response.send(found.content);
      return undefined;
    },
    deps,
  );
}
