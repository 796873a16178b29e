/** How much one file may ask of us. The upload page passes smaller numbers than the command line. */
export interface Limits {
  readonly fileBytes: number;
  readonly zipEntries: number;
  readonly unzippedBytes: number;
  readonly zipRatio: number;
  readonly features: number;
  readonly vertices: number;
  /** For one call of the reader: opening, or converting one layer. */
  readonly timeoutMs: number;
}

const MB = 1024 * 1024;

export const COMMAND_LINE_LIMITS: Limits = {
  fileBytes: 1024 * MB,
  zipEntries: 100,
  unzippedBytes: 1024 * MB,
  zipRatio: 100,
  features: 5_000_000,
  vertices: 50_000_000,
  timeoutMs: 600_000,
};

export const UPLOAD_LIMITS: Limits = {
  fileBytes: 64 * MB,
  zipEntries: 100,
  unzippedBytes: 200 * MB,
  zipRatio: 100,
  features: 500_000,
  vertices: 5_000_000,
  timeoutMs: 120_000,
};
