import { createHash } from "node:crypto";
import readExif from "exif-reader";
import sharp from "sharp";
import { ApiError } from "../../contract/errors.ts";

export interface Picture {
  readonly content: Buffer;
  readonly thumbnail: Buffer;
  /** Of the picture as it is kept. */
  readonly sha256: Buffer;
  /** Of the file as it was sent: it stays the same where a later encoder keeps the picture in other bytes. */
  readonly originalSha256: Buffer;
  readonly width: number;
  readonly height: number;
  readonly takenAt: Date | null;
  readonly position: { readonly lon: number; readonly lat: number } | null;
}

const LONGEST_EDGE = 2560;
const THUMBNAIL_EDGE = 320;
/** 50 megapixels: above any phone's, far below a decompression bomb. */
const MOST_PIXELS = 50_000_000;

/** Decoding takes a core and up to 200 MB: two at a time. */
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];
sharp.concurrency(1);
sharp.cache(false);

/**
 * Decodes a picture and writes it anew as JPEG, upright and in sRGB. Nothing of the file survives but its pixels: no GPS, no
 * serial number, no script hidden behind a picture's first bytes. Throws photo_unreadable for anything that is not wholly
 * a JPEG, PNG, WebP or AVIF.
 */
export async function developPicture(file: Buffer): Promise<Picture> {
  if (!looksLikePicture(file)) throw new ApiError("photo_unreadable");
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await develop(file);
  } catch {
    throw new ApiError("photo_unreadable");
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

async function develop(file: Buffer): Promise<Picture> {
  const source = sharp(file, { limitInputPixels: MOST_PIXELS, failOn: "error" });
  const { exif } = await source.metadata();
  const { data: content, info } = await source
    .rotate()
    .resize({ width: LONGEST_EDGE, height: LONGEST_EDGE, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .jpeg({ quality: 82, mozjpeg: false })
    .toBuffer({ resolveWithObject: true });
  const thumbnail = await sharp(content)
    .resize({ width: THUMBNAIL_EDGE, height: THUMBNAIL_EDGE, fit: "inside", withoutEnlargement: true })
    .jpeg({ quality: 70 })
    .toBuffer();
  return {
    content,
    thumbnail,
    sha256: hashOf(content),
    originalSha256: hashOf(file),
    width: info.width,
    height: info.height,
    ...whatTheCameraWrote(exif),
  };
}

function hashOf(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** First bytes of the four formats; SVG, GIF and PDF never reach a decoder. */
function looksLikePicture(file: Buffer): boolean {
  const ascii = (from: number, to: number) => file.toString("latin1", from, to);
  return (
    file.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) ||
    ascii(0, 8) === "\x89PNG\r\n\x1a\n" ||
    (ascii(0, 4) === "RIFF" && ascii(8, 12) === "WEBP") ||
    (ascii(4, 8) === "ftyp" && /avif|avis/.test(ascii(8, 32)))
  );
}

function whatTheCameraWrote(exif: Buffer | undefined): Pick<Picture, "takenAt" | "position"> {
  try {
    const { Photo, GPSInfo } = exif ? readExif(exif) : {};
    return { takenAt: takenAtOf(Photo?.DateTimeOriginal), position: positionOf(GPSInfo) };
  } catch {
    return { takenAt: null, position: null }; // a broken block must not cost the picture
  }
}

/** Cameras write wall-clock time without a zone (the reader calls it UTC); here that is China's, eight hours ahead. */
function takenAtOf(wallClock: unknown): Date | null {
  if (!(wallClock instanceof Date) || Number.isNaN(wallClock.getTime())) return null;
  return new Date(wallClock.getTime() - 8 * 3_600_000);
}

interface Gps {
  readonly GPSLatitude?: unknown;
  readonly GPSLongitude?: unknown;
  readonly GPSLatitudeRef?: unknown;
  readonly GPSLongitudeRef?: unknown;
}

function positionOf(gps: Gps | undefined): Picture["position"] {
  const lat = degrees(gps?.GPSLatitude, gps?.GPSLatitudeRef === "S", 90);
  const lon = degrees(gps?.GPSLongitude, gps?.GPSLongitudeRef === "W", 180);
  return lat === null || lon === null || (lat === 0 && lon === 0) ? null : { lon, lat };
}

function degrees(parts: unknown, negative: boolean, most: number): number | null {
  if (!Array.isArray(parts)) return null;
  const [d = 0, m = 0, s = 0] = parts.map(Number);
  const value = d + m / 60 + s / 3600;
  if (!Number.isFinite(value) || value > most) return null;
  return Number((negative ? -value : value).toFixed(7));
}
