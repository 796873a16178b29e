import type { Database, DatabaseOptions } from "./database.ts";

/** Opens PostgreSQL where a URL is given, else the embedded engine. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.url) {
    const { openPostgres } = await import("./postgres.ts");
    return await openPostgres({ ...options, url: options.url });
  }
  // Loaded on demand: whoever runs on PostgreSQL need not read 40 MB of WebAssembly.
  const { openEmbedded } = await import("./embedded.ts");
  return await openEmbedded({ ...options, dataDir: options.dataDir ?? ".youzhu/database" });
}
