import { asActor } from "../../server/db/actor.ts";
import { openDatabase } from "../../server/db/open.ts";
import type { Database } from "../../server/db/database.ts";
import { newId } from "../../server/db/id.ts";
import { migrate } from "../../server/db/migrate.ts";
import { sql } from "../../server/db/sql.ts";
import { loadReference } from "../../server/reference/load.ts";
import type { Viewer } from "../../server/access/viewer.ts";

export const SEAT: Viewer = {
  accountId: newId(),
  username: "seat",
  displayName: "seat",
  role: "SEAT_OPERATOR",
  unitId: null,
  divisionCode: null,
};

/** A migrated database with one street, eight units and a department. */
export async function openCity(url: string): Promise<Database> {
  const database = await openDatabase({ url, poolSize: 10, patience: 600_000 });
  await migrate(database);
  await loadReference(database);
  await database.run(
    sql`insert into account (id, username, display_name, password_hash, role) values (${SEAT.accountId}, 'seat', 'seat', '-', 'SEAT_OPERATOR')`,
  );
  await database.run(
    sql`insert into division (code, name_zh, name_en, level, geom) values ('440604011', '张槎街道', 'Zhangcha', 'STREET', ST_Multi(ST_MakeEnvelope(112.5, 22.5, 114, 24, 4490)))`,
  );
  await database.run(sql`
    insert into unit (id, code, name_zh, name_en, unit_type, valid_from)
    select gen_random_uuid(), 'U' || n, '单位' || n, 'Unit ' || n, (array['WATER_SUPPLY','DRAINAGE','POWER','GAS','TELECOM','STREET_LIGHTING','BROADCAST','STREET_DEPT'])[n], '2000-01-01' from generate_series(1, 8) n`);
  await database.run(
    sql`insert into place_rule (id, division_code, place_kind, unit_id, priority, label_zh, label_en) select 1, '440604011', 'ANY', id, 1, '', '' from unit where unit_type = 'STREET_DEPT'`,
  );
  return database;
}

/** `count` components on a grid, one in twenty-five unresolved, with codes and addresses: made by the database itself. */
export async function populate(database: Database, count: number): Promise<void> {
  await database.script(`
    insert into component (id, division_code, class_code, class_group, geom, ownership_status, owner_unit_id, address)
    select gen_random_uuid(), '440604011', case when n % 5 = 0 then '0118' else '010' || (1 + n % 3) end, case when n % 5 = 0 then 'LAMP' else 'COVER' end,
           ST_SetSRID(ST_MakePoint(113 + (n % 1000) * 0.0004, 23 + (n / 1000) * 0.0004), 4490), case when n % 25 = 0 then 'UNKNOWN' else 'CONFIRMED' end,
           case when n % 25 = 0 then null else (select id from unit where code = 'U' || (1 + n % 7)) end, '第' || (n % 977) || '大道' || (n / 977) || '号'
    from generate_series(1, ${Math.trunc(count)}) n;
    insert into component_code (component_id, scheme, code, valid_from)
    select id, 'A', '440604' || class_code || lpad((row_number() over (partition by class_code order by id))::text, 6, '0'), '2020-01-01' from component;
    insert into network_line (id, unit_id, medium, geom)
    select gen_random_uuid(), (select id from unit where code = 'U' || (1 + n % 5)), (array['WATER','SEWAGE','POWER','GAS','TELECOM'])[1 + n % 5],
           ST_SetSRID(ST_MakeLine(ST_MakePoint(113 + (n % 100) * 0.004, 23 + (n / 100) * 0.004), ST_MakePoint(113 + (n % 100) * 0.004 + 0.0036, 23.0001 + (n / 100) * 0.004)), 4490)
    from generate_series(0, 9999) n;
    analyze`);
}

/** Somewhere to do as the seat operator. */
export function asSeat<T>(database: Database, work: Parameters<typeof asActor<T>>[2]): Promise<T> {
  return asActor(database, SEAT, work, { patience: 600_000 });
}
