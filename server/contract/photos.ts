import { z } from "zod";
import { MAY } from "../domain/permissions.ts";
import { endpoint } from "./endpoint.ts";
import { Id, InstantText, LonLat } from "./shapes.ts";

/** Bytes; a phone's best picture is about 12 MB. */
export const LARGEST_PHOTO = 15 * 1024 * 1024;

export const UploadedPhoto = z.object({
  id: Id,
  /** Of the stored picture, which carries no metadata; this is what the history names. */
  sha256: z.string(),
  width: z.int(),
  height: z.int(),
  /** What the camera wrote, for the sender to use or not; nothing of it is stored with the picture. */
  takenAt: InstantText.nullable(),
  position: LonLat.nullable(),
});
export type UploadedPhoto = z.infer<typeof UploadedPhoto>;

export const uploadPhoto = endpoint({
  name: "uploadPhoto",
  method: "POST",
  path: "/api/photos",
  summary:
    "Stores a picture (JPEG, PNG, WebP or AVIF as the body, or one `file` of a form, up to 15 MB), turned upright, at most 2560 pixels, " +
    "without its metadata; a command then names its id.",
  tag: "registry",
  access: MAY.uploadPhoto,
  requestType: "image/*",
  status: 201,
  answer: UploadedPhoto,
});

export const readPhoto = endpoint({
  name: "readPhoto",
  method: "GET",
  path: "/api/photos/:id",
  summary: "The picture, or its thumbnail of at most 320 pixels.",
  tag: "registry",
  access: "SIGNED_IN",
  params: z.object({ id: Id }),
  query: z.object({ size: z.enum(["full", "thumb"]).default("full") }),
  contentType: "image/jpeg",
  answer: z.undefined(),
});
