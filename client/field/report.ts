import type { Defect } from "../../server/domain/names.ts";
import type { ReportBody } from "./outbox-rules.ts";
import type { Numbers } from "../matter/read-as.ts";
import type { Shot } from "./ShotField.tsx";

/** Where something was seen: by the phone itself, or pointed at on the map. Degrees; the phone's are WGS 84. */
export interface ReportPlace {
  readonly lon: number;
  readonly lat: number;
  readonly from: "phone" | "map";
  readonly accuracyM: number | null;
  /** The numbers as they were given, where they were of another system than the map's. */
  readonly numbers?: Numbers;
}

/** A report while it is written. A component is named, or a class for one that is not in the register. */
export interface ReportDraft {
  readonly shots: readonly Shot[];
  readonly place: ReportPlace | null;
  readonly component: {
    readonly id: string;
    readonly name: string;
    readonly classCode: string;
    readonly group: string;
  } | null;
  readonly classCode: string | null;
  readonly defect: Defect | null;
  readonly danger: boolean;
  readonly words: string;
}

export const EMPTY_REPORT: ReportDraft = {
  shots: [],
  place: null,
  component: null,
  classCode: null,
  defect: null,
  danger: false,
  words: "",
};

export function missingInReport(draft: ReportDraft): "photos" | "place" | "kind" | "defect" | null {
  if (draft.shots.length === 0) return "photos";
  if (!draft.place) return "place";
  if (!draft.component && !draft.classCode) return "kind";
  return draft.defect ? null : "defect";
}

/** The report as the server takes it; `at` is when it was seen. Call only when nothing is missing. */
export function reportOf(draft: ReportDraft, at: string): Omit<ReportBody, "photoIds"> {
  const { place, component, classCode, defect, danger, words } = draft;
  const position = place && {
    lon: place.lon,
    lat: place.lat,
    crs: place.from === "phone" ? ("EPSG:4326" as const) : ("EPSG:4490" as const),
    ...place.numbers,
    ...(place.accuracyM !== null && { accuracyM: place.accuracyM }),
  };
  return {
    componentId: component?.id ?? null,
    newComponent: !component && classCode && position ? { classCode, position, address: "" } : null,
    position,
    defect: defect ?? "BROKEN",
    danger,
    channel: "GRID_APP",
    ...(words.trim() !== "" && { description: words.trim() }),
    file: false,
    dispatchTo: null,
    occurredAt: at,
  };
}
