import sharp from "sharp";
import type { Random } from "../town/prng.ts";

export interface SamplePhoto {
  readonly id: string;
  readonly content: Buffer;
  readonly thumbnail: Buffer;
}

export const PHOTO_WIDTH = 640;
export const PHOTO_HEIGHT = 480;

/** Drawn, not taken: a dozen covers on asphalt, so that galleries and evidence pages have something to show. */
export async function drawPhotos(random: Random, newId: () => string): Promise<SamplePhoto[]> {
  const photos: SamplePhoto[] = [];
  for (let n = 0; n < 12; n++) {
    const content = await sharp(Buffer.from(scene(random, n)))
      .jpeg({ quality: 72 })
      .toBuffer();
    const thumbnail = await sharp(content).resize(160, 120).jpeg({ quality: 70 }).toBuffer();
    photos.push({ id: newId(), content, thumbnail });
  }
  return photos;
}

function scene(random: Random, n: number): string {
  const [cx, cy, r] = [random.integer(280, 360), random.integer(210, 270), random.integer(105, 140)];
  const speckles = Array.from(
    { length: 220 },
    () =>
      `<circle cx="${random.integer(0, 640)}" cy="${random.integer(0, 480)}" r="${random.range(0.6, 2.4).toFixed(1)}" fill="#${random.chance(0.5) ? "6d6f71" : "3f4143"}"/>`,
  ).join("");
  const state = n % 4;
  const ribs = Array.from(
    { length: 7 },
    (_, rib) =>
      `<line x1="${cx - r}" x2="${cx + r}" y1="${cy - r + (rib + 1) * (r / 4)}" y2="${cy - r + (rib + 1) * (r / 4)}" stroke="#4b4c4d" stroke-width="5"/>`,
  ).join("");
  const lid = `<g clip-path="url(#lid)"><circle cx="${cx}" cy="${cy}" r="${r}" fill="#6a6b6c"/>${ribs}</g><text x="${cx}" y="${cy + 16}" font-size="46" font-family="sans-serif" text-anchor="middle" fill="#d8d8d8">${["污", "雨", "电", "信"][Math.floor(n / 3) % 4] ?? ""}</text>`;
  const hole = `<circle cx="${cx}" cy="${cy}" r="${r}" fill="#0d0d0e"/><circle cx="${cx}" cy="${cy}" r="${r * 0.8}" fill="#000"/>`;
  const barrier = Array.from(
    { length: 5 },
    (_, bar) => `<rect x="${60 + bar * 108}" y="356" width="54" height="30" fill="#d4351c"/>`,
  ).join("");
  const guard = `<rect x="40" y="356" width="560" height="30" fill="#f5f5f0"/>${barrier}<rect x="52" y="330" width="12" height="130" fill="#d98200"/><rect x="576" y="330" width="12" height="130" fill="#d98200"/>`;
  const plate = `<rect x="${cx - r - 20}" y="${cy - r - 10}" width="${2 * r + 40}" height="${2 * r + 20}" fill="#8a8d90" stroke="#5c5e60" stroke-width="6"/>`;
  const cover = [hole, hole + guard, plate + guard, lid][state] ?? lid;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${PHOTO_WIDTH}" height="${PHOTO_HEIGHT}"><defs><clipPath id="lid"><circle cx="${cx}" cy="${cy}" r="${r}"/></clipPath></defs>
    <rect width="640" height="480" fill="#55575a"/>${speckles}<path d="M0 ${40 + n * 3} L640 ${20 + n * 5} l0 26 L0 ${66 + n * 3}z" fill="#e6e2d3" opacity=".75"/>
    <circle cx="${cx}" cy="${cy}" r="${r + 14}" fill="#3c3d3e"/>${cover}</svg>`;
}
