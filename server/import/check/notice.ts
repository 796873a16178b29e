/**
 * A sentence that an import can say. `refused` stops a row (or, thrown as ImportRefused, the file);
 * `warning` lets it in and asks somebody to look; `notice` says what was changed on the way in.
 */
export interface Notice {
  readonly severity: "refused" | "warning" | "notice";
  readonly zh: string;
  readonly en: string;
}
