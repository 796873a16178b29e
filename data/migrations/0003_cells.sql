-- The map from far away. Below the zoom at which single components can be told apart a tile shows counts per cell,
-- and these counts are kept by the same transaction that changes a component (10 M points counted live: 5 s).
--
-- A cell of level L is one sixteenth of the edge of a web-mercator tile of zoom L. Positions are whole numbers,
-- 2^30 to the circumference (4 cm on the equator), so that sums of them can be taken back exactly.

create function mercator_column(lon double precision) returns bigint
  language sql immutable parallel safe
  as $$ select least(greatest(floor((lon + 180.0) / 360.0 * 1073741824.0), 0.0), 1073741823.0)::bigint $$;

-- Beyond 85.05 degrees the projection ends; whatever lies there counts in the outermost row.
create function mercator_row(lat double precision) returns bigint
  language sql immutable parallel safe
  as $$ select least(greatest(floor((0.5 - ln(tan(pi() / 4 + radians(least(greatest(lat, -85.06), 85.06)) / 2)) / (2 * pi()))
    * 1073741824.0), 0.0), 1073741823.0)::bigint $$;

-- Column or row of the cell of a level, from a mercator column or row.
create function mercator_cell(place bigint, level int) returns int
  language sql immutable parallel safe
  as $$ select (place >> (26 - level))::int $$;

create table component_cell (
  level smallint not null check (level between 0 and 14),
  x int not null,
  y int not null,
  unknown int not null,
  suspected int not null,
  claim_pending int not null,
  disputed int not null,
  backstop int not null,
  confirmed int not null,
  private int not null,
  abandoned int not null,
  danger int not null,
  sum_column bigint not null, -- over all components of the cell: their mean place is where the count is drawn
  sum_row bigint not null,
  primary key (level, x, y)
);

-- What changed since the last fold, at level 14 only. Nothing here is ever updated, so writers never wait for each
-- other; readers add these rows to component_cell. One row per cell and statement, however many components it wrote.
create table component_cell_delta (
  x int not null,
  y int not null,
  unknown int not null,
  suspected int not null,
  claim_pending int not null,
  disputed int not null,
  backstop int not null,
  confirmed int not null,
  private int not null,
  abandoned int not null,
  danger int not null,
  sum_column bigint not null,
  sum_row bigint not null
);

-- How often each layer changed, as rows to be summed: a version that is exact under concurrent commits, where the
-- highest value of a sequence is not.
create table map_change (
  layer text not null check (layer in ('component', 'case', 'network', 'area', 'base')),
  changes bigint not null
);

-- One trigger function per kind of statement, all from one text, so that PostgreSQL keeps their plans (a plan made anew
-- each time costs more than the insert). `came` weighs +1, `went` -1; what cancels out leaves no row.
do $generate$
declare
  kind record;
begin
  for kind in
    select * from (values
      ('insert', 'new table as came', 'select 1 as weight, came.* from came'),
      ('delete', 'old table as went', 'select -1 as weight, went.* from went'),
      ('update', 'new table as came old table as went',
        'select 1 as weight, came.* from came union all select -1, went.* from went')
    ) as kinds (verb, tables, source)
  loop
    execute format($function$
      create function component_cell_%1$s() returns trigger language plpgsql security definer set search_path = public as $body$
      begin
        insert into component_cell_delta
        select * from (
          select mercator_cell(c, 14) as x, mercator_cell(r, 14) as y,
            coalesce(sum(weight) filter (where ownership_status = 'UNKNOWN'), 0) as unknown,
            coalesce(sum(weight) filter (where ownership_status = 'SUSPECTED'), 0) as suspected,
            coalesce(sum(weight) filter (where ownership_status = 'CLAIM_PENDING'), 0) as claim_pending,
            coalesce(sum(weight) filter (where ownership_status = 'DISPUTED'), 0) as disputed,
            coalesce(sum(weight) filter (where ownership_status = 'BACKSTOP'), 0) as backstop,
            coalesce(sum(weight) filter (where ownership_status = 'CONFIRMED'), 0) as confirmed,
            coalesce(sum(weight) filter (where ownership_status = 'PRIVATE'), 0) as private,
            coalesce(sum(weight) filter (where ownership_status = 'ABANDONED'), 0) as abandoned,
            coalesce(sum(weight) filter (where open_danger), 0) as danger,
            sum(weight * c) as sum_column, sum(weight * r) as sum_row
          from (
            select weight, ownership_status, open_danger,
              mercator_column(ST_X(geom)) as c, mercator_row(ST_Y(geom)) as r
            from (%2$s) changed where not retired
          ) placed
          group by 1, 2
        ) cell
        where (unknown, suspected, claim_pending, disputed, backstop, confirmed, private, abandoned, danger, sum_column, sum_row)
          <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        insert into map_change values ('component', 1);
        return null;
      end $body$ $function$, kind.verb, kind.source);
    execute format('create trigger component_cell_%1$s after %1$s on component referencing %2$s
      for each statement execute function component_cell_%1$s()', kind.verb, kind.tables);
  end loop;
end $generate$;

create function map_change_note() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into map_change values (tg_argv[0], 1);
  return null;
end $$;

create trigger case_file_map_change after insert or update or delete on case_file
  for each statement execute function map_change_note('case');
create trigger network_line_map_change after insert or update or delete on network_line
  for each statement execute function map_change_note('network');
create trigger area_map_change after insert or update or delete on area
  for each statement execute function map_change_note('area');
create trigger base_feature_map_change after insert or update or delete on base_feature
  for each statement execute function map_change_note('base');

-- Folds the deltas into all levels. One at a time; whoever comes second has nothing to do. Returns rows folded.
create function fold_component_cells() returns bigint language plpgsql security definer set search_path = public as $$
declare folded bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('fold_component_cells')) then return 0; end if;
  with gone as (delete from component_cell_delta returning *),
  counted as (select count(*) as n from gone),
  written as (
    insert into component_cell
    select level, x >> (14 - level), y >> (14 - level), sum(unknown), sum(suspected), sum(claim_pending), sum(disputed),
      sum(backstop), sum(confirmed), sum(private), sum(abandoned), sum(danger), sum(sum_column), sum(sum_row)
    from gone, generate_series(0, 14) as level
    group by 1, 2, 3
    on conflict (level, x, y) do update set
      unknown = component_cell.unknown + excluded.unknown,
      suspected = component_cell.suspected + excluded.suspected,
      claim_pending = component_cell.claim_pending + excluded.claim_pending,
      disputed = component_cell.disputed + excluded.disputed,
      backstop = component_cell.backstop + excluded.backstop,
      confirmed = component_cell.confirmed + excluded.confirmed,
      private = component_cell.private + excluded.private,
      abandoned = component_cell.abandoned + excluded.abandoned,
      danger = component_cell.danger + excluded.danger,
      sum_column = component_cell.sum_column + excluded.sum_column,
      sum_row = component_cell.sum_row + excluded.sum_row
  )
  select n into folded from counted;
  with gone as (delete from map_change returning *)
  insert into map_change select layer, sum(changes) from gone group by layer;
  return folded;
end $$;

-- Counts from the rows themselves, for a registry that was filled before this migration or restored without triggers.
create function recount_component_cells() returns void language sql security definer set search_path = public as $$
  delete from component_cell_delta;
  delete from component_cell;
  insert into component_cell_delta
  select mercator_cell(c, 14), mercator_cell(r, 14),
    count(*) filter (where ownership_status = 'UNKNOWN'), count(*) filter (where ownership_status = 'SUSPECTED'),
    count(*) filter (where ownership_status = 'CLAIM_PENDING'), count(*) filter (where ownership_status = 'DISPUTED'),
    count(*) filter (where ownership_status = 'BACKSTOP'), count(*) filter (where ownership_status = 'CONFIRMED'),
    count(*) filter (where ownership_status = 'PRIVATE'), count(*) filter (where ownership_status = 'ABANDONED'),
    count(*) filter (where open_danger), sum(c), sum(r)
  from (
    select ownership_status, open_danger, mercator_column(ST_X(geom)) as c, mercator_row(ST_Y(geom)) as r
    from component where not retired
  ) placed
  group by 1, 2;
$$;

-- Counts of everything are for those who see everything; the role that units read with gets none of them.
grant select on component_cell, component_cell_delta, map_change to youzhu_app;
grant select on map_change to youzhu_unit;
