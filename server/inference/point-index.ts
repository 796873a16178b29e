import Flatbush from "flatbush";
import { isPosition, type Plane } from "./plane.ts";

/** Records with a position, found by distance. Records without a usable position are left out. */
export class PointIndex<T extends { readonly lon: number; readonly lat: number }> {
  private readonly tree: Flatbush | null;
  private readonly records: T[];
  private readonly positions: Float64Array;

  constructor(records: readonly T[], plane: Plane) {
    this.records = records.filter((record) => isPosition([record.lon, record.lat]));
    this.positions = new Float64Array(this.records.length * 2);
    this.tree = this.records.length > 0 ? new Flatbush(this.records.length) : null;
    this.records.forEach((record, index) => {
      const x = plane.x(record.lon);
      const y = plane.y(record.lat);
      this.positions[index * 2] = x;
      this.positions[index * 2 + 1] = y;
      this.tree?.add(x, y, x, y);
    });
    this.tree?.finish();
  }

  /** The nearest `most` records within `radiusM`, nearest first, with their offset in metres. */
  near(
    x: number,
    y: number,
    radiusM: number,
    most: number,
  ): { record: T; dx: number; dy: number; distance: number }[] {
    if (!this.tree) return [];
    const found: { record: T; dx: number; dy: number; distance: number }[] = [];
    for (const index of this.tree.neighbors(x, y, most, radiusM)) {
      const record = this.records[index];
      if (!record) continue;
      const dx = (this.positions[index * 2] ?? 0) - x;
      const dy = (this.positions[index * 2 + 1] ?? 0) - y;
      found.push({ record, dx, dy, distance: Math.hypot(dx, dy) });
    }
    return found;
  }
}
