import { asViewer } from "./as-viewer.ts";
import type { Database } from "../db/database.ts";
import { isOutsider } from "../domain/permissions.ts";
import type { Viewer } from "./viewer.ts";

/**
 * The database as this viewer may read it. For an outsider every statement runs under row security, so that a query
 * that forgets whose rows to show finds none of another's; for everybody else it is the database itself.
 */
export function scopedTo(viewer: Viewer | undefined, database: Database): Database {
  if (!viewer || !isOutsider(viewer.role)) return database;
  return {
    engine: database.engine,
    rows: (query) => asViewer(database, viewer, (t) => t.rows(query)),
    one: (query) => asViewer(database, viewer, (t) => t.one(query)),
    maybe: (query) => asViewer(database, viewer, (t) => t.maybe(query)),
    run: (query) => asViewer(database, viewer, (t) => t.run(query)),
    copy: (table, columns, rows) => asViewer(database, viewer, (t) => t.copy(table, columns, rows)),
    script: (text) => asViewer(database, viewer, (t) => t.script(text)),
    // Only asViewer opens a transaction on what a reader was given, and it says the role itself.
    transaction: (work, options) =>
      options?.preamble === undefined
        ? asViewer(database, viewer, work)
        : database.transaction(work, options),
    listen: (channel, onWake) => database.listen(channel, onWake),
    close: () => database.close(),
  };
}
