import type { Queries } from "./database.ts";
import { escapeIdentifier } from "pg";
import { sql } from "./sql.ts";

const EXTENSIONS = ["postgis", "btree_gist", "pg_trgm", "pgcrypto"] as const;
const ROLES = ["youzhu_app", "youzhu_unit"] as const;

/**
 * What to do where the first start was refused what only a superuser may give: the extensions and the roles that the
 * migrations make. Undefined for any other error. `queries` must be outside the transaction that failed.
 */
export async function remedyFor(queries: Queries, error: unknown): Promise<string | undefined> {
  if (!(error instanceof Error)) return undefined;
  const code: unknown = Reflect.get(error, "code");
  if (/extension "[^"]+" is not available|could not open extension control file/.test(error.message)) {
    return (
      `Youzhu needs PostgreSQL 15+ with PostGIS 3.3+ and the extensions ${EXTENSIONS.join(", ")}. Install them on the machine ` +
      "of the database (Debian: apt-get install postgresql-15-postgis-3 postgresql-contrib) and start again."
    );
  }
  if (code !== "42501" || !/create (extension|role)/.test(error.message)) return undefined;
  const { login, name } = await queries.one<{ login: string; name: string }>(
    sql`select current_user as login, current_database() as name`,
  );
  return `The login ${login} may create neither extensions nor roles in ${name}. Let a superuser do it once, then start again:
  psql -U postgres -d ${name} <<'SQL'
${EXTENSIONS.map((extension) => `  create extension if not exists ${extension};`).join("\n")}
${ROLES.map((role) => `  create role ${role} nologin;`).join("\n")}
  grant ${ROLES.join(", ")} to ${escapeIdentifier(login)};
SQL
A role that is there already (roles belong to the whole server) needs only the grant. See "Installing with PostgreSQL" in docs/operations.md.`;
}
