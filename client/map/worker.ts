import { setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";

/** MapLibre's worker is a file of its own, which a strict content security policy lets through; a blob would not be. */
setWorkerUrl(workerUrl);
