import type { Map as MapLibreMap } from "maplibre-gl";
import { drawSymbol, symbolOf } from "./symbols.ts";

/** Twice the CSS pixels: sharp on dense screens, and halved exactly on others. */
const RATIO = 2;

/** Draws each symbol when a tile first asks for it; nothing is loaded from anywhere. */
export function supplyPictures(map: MapLibreMap): void {
  map.setMissingStyleImageResolver((name) => {
    const symbol = symbolOf(name);
    if (!symbol || map.hasImage(name)) return;
    const canvas = drawSymbol(symbol, RATIO);
    const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height);
    if (pixels) map.addImage(name, pixels, { pixelRatio: RATIO });
  });
}
