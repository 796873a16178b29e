-- Restricted covers (class 0130) are in no count that is drawn on the map: how many a cell holds would tell where a line runs that nobody is
-- told of. Whoever may see them sees them one by one, on the near tiles.
do $restate$
declare
  verb text;
  text_before text;
  text_after text;
begin
  foreach verb in array array['insert', 'delete', 'update'] loop
    text_before := pg_get_functiondef(('component_cell_' || verb)::regproc);
    text_after := replace(text_before, 'changed where not retired', 'changed where not retired and not restricted');
    if text_after = text_before then raise exception 'component_cell_% is not as 0003 made it', verb; end if;
    execute text_after;
  end loop;
  text_before := pg_get_functiondef('recount_component_cells'::regproc);
  text_after := replace(text_before, 'from component where not retired', 'from component where not retired and not restricted');
  if text_after = text_before then raise exception 'recount_component_cells is not as 0003 made it'; end if;
  execute text_after;
end $restate$;

-- What was counted before is taken out again; as few rows as there are restricted covers.
insert into component_cell_delta
select mercator_cell(c, 14), mercator_cell(r, 14),
  -count(*) filter (where ownership_status = 'UNKNOWN'), -count(*) filter (where ownership_status = 'SUSPECTED'),
  -count(*) filter (where ownership_status = 'CLAIM_PENDING'), -count(*) filter (where ownership_status = 'DISPUTED'),
  -count(*) filter (where ownership_status = 'BACKSTOP'), -count(*) filter (where ownership_status = 'CONFIRMED'),
  -count(*) filter (where ownership_status = 'PRIVATE'), -count(*) filter (where ownership_status = 'ABANDONED'),
  -count(*) filter (where open_danger), -sum(c), -sum(r)
from (
  select ownership_status, open_danger, mercator_column(ST_X(geom)) as c, mercator_row(ST_Y(geom)) as r
  from component where not retired and restricted
) placed
group by 1, 2;
insert into map_change values ('component', 1);
