import type { Tx } from "../../db/actor.ts";
import type { Queries } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { Viewer } from "../../access/viewer.ts";
import { photosOf } from "../../access/visibility.ts";
import type { Picture } from "./picture.ts";

export async function storePicture(
  tx: Tx,
  id: string,
  picture: Picture,
  by: Pick<Viewer, "accountId" | "role" | "unitId">,
): Promise<void> {
  const unitId = by.role === "OWNER_UNIT" ? by.unitId : null;
  await tx.run(sql`
    insert into photo (id, sha256, original_sha256, content, thumbnail, width, height, taken_at, uploaded_by, uploaded_by_unit_id)
    values (${id}, ${picture.sha256}, ${picture.originalSha256}, ${picture.content}, ${picture.thumbnail}, ${picture.width}, ${picture.height},
            ${picture.takenAt}, ${by.accountId}, ${unitId})`);
}

/** The picture, if the viewer may see it. */
export async function pictureFor(
  database: Queries,
  id: string,
  size: "full" | "thumb",
  viewer: Viewer,
): Promise<{ content: Buffer; sha256: Buffer } | undefined> {
  return await database.maybe(sql`
    select ${size === "full" ? sql`content` : sql`thumbnail`} as content, sha256 from photo where id = ${id} and ${photosOf(viewer)}`);
}
