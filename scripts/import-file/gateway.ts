import type { ImportBatch, ImportOptions } from "../../server/contract/imports.ts";

export interface ApplyChoice {
  readonly acceptRefusals: boolean;
  readonly acceptNeighbours: boolean;
  readonly acceptOutside: boolean;
}

export type OnProgress = (progress: NonNullable<ImportBatch["progress"]>) => void;

/** Where an import is handed in: the database itself, or a running server. Both do the same. Throw ApiError or Mistake. */
export interface Gateway {
  /** A dry run; the batch comes back CHECKED or FAILED. */
  tryOut(file: string, options: ImportOptions, onProgress: OnProgress): Promise<ImportBatch>;
  apply(batch: ImportBatch, choice: ApplyChoice, onProgress: OnProgress): Promise<ImportBatch>;
  undo(batchId: string, onProgress: OnProgress): Promise<ImportBatch>;
  list(): Promise<readonly ImportBatch[]>;
  /** The rows that were left out, as CSV text in pieces. */
  report(batchId: string): AsyncIterable<string>;
  close(): Promise<void>;
}
