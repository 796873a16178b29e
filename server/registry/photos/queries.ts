import type { Tx } from "../../db/actor.ts";
import type { Queries } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { Viewer } from "../../access/viewer.ts";
import { concerning, seesEverything } from "../../access/visibility.ts";
import type { Picture } from "./picture.ts";

export async function storePicture(
  tx: Tx,
  id: string,
  picture: Picture,
  by: Pick<Viewer, "accountId" | "role" | "unitId">,
): Promise<void> {
  const unitId = by.role === "OWNER_UNIT" ? by.unitId : null;
  await tx.run(sql`
    insert into photo (id, sha256, content, thumbnail, width, height, taken_at, uploaded_by, uploaded_by_unit_id)
    values (${id}, ${picture.sha256}, ${picture.content}, ${picture.thumbnail}, ${picture.width}, ${picture.height},
            ${picture.takenAt}, ${by.accountId}, ${unitId})`);
}

/**
 * The picture, if the viewer may see it: the street's people see all; everybody sees what they sent; a unit sees what its
 * own people sent, and what the street took of a component it may see, but never what another unit sent in.
 */
export async function pictureFor(
  database: Queries,
  id: string,
  size: "full" | "thumb",
  viewer: Viewer,
): Promise<{ content: Buffer; sha256: Buffer } | undefined> {
  const visible = seesEverything(viewer)
    ? sql`true`
    : sql`(photo.uploaded_by = ${viewer.accountId} or photo.uploaded_by_unit_id = ${viewer.unitId}
        or (photo.uploaded_by_unit_id is null and exists (
          select from component where component.id = photo.component_id and ${concerning(viewer)})))`;
  return await database.maybe(sql`
    select ${size === "full" ? sql`content` : sql`thumbnail`} as content, sha256 from photo where id = ${id} and ${visible}`);
}
