/** What the server keeps at most; sending more costs the field worker's data for nothing. */
const LONGEST_SIDE = 2560;
const QUALITY = 0.85;

/** A camera's picture at most 2560 pixels wide, upright, as JPEG; the picture itself where the browser cannot read it. */
export async function shrunk(picture: File): Promise<Blob> {
  try {
    const bitmap = await createImageBitmap(picture, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const smaller = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, "image/jpeg", QUALITY),
    );
    return smaller && smaller.size < picture.size ? smaller : picture;
  } catch {
    return picture;
  }
}
