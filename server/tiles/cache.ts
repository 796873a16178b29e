/**
 * Ready tiles of the staff, the least recently used leaving first. Tiles of units are never kept here:
 * a shared cache has no row-level security.
 */
export class TileCache<T extends { readonly size: number }> {
  readonly #entries = new Map<string, T>();
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  set(key: string, entry: T): void {
    this.#bytes += entry.size - (this.#entries.get(key)?.size ?? 0);
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    for (const [oldest, old] of this.#entries) {
      if (this.#bytes <= this.#mostBytes) return;
      this.#entries.delete(oldest);
      this.#bytes -= old.size;
    }
  }
}
