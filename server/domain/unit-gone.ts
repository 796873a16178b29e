/** A unit that has no part in a matter any more: it is no more, or may not see it (docs/domain.md#d4, docs/domain.md#d26). */
export interface UnitGone {
  readonly fromUnitId: string;
  /** Who goes on with what it asked, said, proved and did; null where nobody does. */
  readonly toUnitId: string | null;
}
