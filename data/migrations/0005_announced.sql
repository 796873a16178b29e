-- A public notice is public (DOMAIN.md D10): what is announced, and what ended in the backstop, may be known and claimed by
-- every unit, also by one that nobody thought of asking. The flag stands in the component's row, because a unit's map asks
-- it of every point it draws.
alter table component add column announced boolean not null default false;
update component set announced = true
where exists (select from inquiry where component_id = component.id and state in ('NOTICE', 'BACKSTOP'));
create index component_announced on component using gist (geom) where announced;
create index inquiry_announced on inquiry (opened_at desc, id) where state in ('NOTICE', 'BACKSTOP');

-- Who has claimed what, asked or not: a claimant goes on seeing the matter it has made its own.
create table inquiry_claim (
  inquiry_id uuid not null references inquiry,
  unit_id uuid not null references unit,
  component_id uuid not null references component,
  claimed_at timestamptz not null,
  primary key (inquiry_id, unit_id)
);
create index inquiry_claim_unit on inquiry_claim (unit_id, component_id);
insert into inquiry_claim (inquiry_id, unit_id, component_id, claimed_at)
select inquiry.id, (claim ->> 'unitId')::uuid, component_id, max((claim ->> 'at')::timestamptz)
from inquiry cross join jsonb_array_elements(state_json -> 'claims') as claim group by 1, 2, 3;

grant select, insert, update, delete on inquiry_claim to youzhu_app;
grant select on inquiry_claim to youzhu_unit;
alter table inquiry_claim enable row level security;
create policy staff on inquiry_claim to youzhu_app using (true) with check (true);
create policy unit_sees on inquiry_claim for select to youzhu_unit using (unit_id = (select current_unit()));

-- A step that is entered late is judged by when it happened; when the registry was told of it stays beside that.
alter table deadline add column told_at timestamptz;

-- What the folds have learned since: an inquiry's pace outlives its danger, and a case knows the reports it took in.
update inquiry set state_json = state_json || jsonb_build_object('everDanger', danger) where not state_json ? 'everDanger';
update case_file set state_json = state_json || '{"merged": [], "repliedAt": null}' where not state_json ? 'merged';

-- Concerned is who owns it, was asked, has claimed, or serves the place where nobody is known: it also learns what goes on
-- there. May see is who is concerned, and everybody once it is announced. Both for one component and the application's
-- role; the policies below say the same in a form that is read once per statement and not once per row.
drop policy unit_sees on component;
drop policy unit_sees on component_code;
drop policy unit_sees on component_role;
drop policy unit_sees on case_file;
drop policy unit_sees on inquiry;
drop policy unit_sees on deadline;
drop policy unit_sees on photo;
drop policy unit_sees on event;
drop function unit_may_see_component(uuid, uuid);
drop function unit_was_asked(uuid, uuid);
drop function unit_serves(uuid, geometry);

create function unit_is_concerned(asked uuid, about uuid) returns boolean language sql stable security definer set search_path = public as
  $$ select exists (
       select from component c where c.id = about and not c.restricted and (
         c.owner_unit_id = asked
         or exists (select from inquiry_letter where component_id = about and unit_id = asked)
         or exists (select from inquiry_claim where component_id = about and unit_id = asked)
         or (c.ownership_status in ('UNKNOWN', 'SUSPECTED', 'CLAIM_PENDING', 'DISPUTED')
             and exists (select from unit where id = asked and (service_area is null or ST_Intersects(service_area, c.geom)))))) $$;
create function unit_may_see_component(asked uuid, about uuid) returns boolean language sql stable security definer set search_path = public as
  $$ select exists (select from component c where c.id = about and c.announced and not c.restricted) or unit_is_concerned(asked, about) $$;

create policy unit_sees on component for select to youzhu_unit using (
  not restricted and (announced or owner_unit_id = (select current_unit())
    or (ownership_status in ('UNKNOWN', 'SUSPECTED', 'CLAIM_PENDING', 'DISPUTED')
        and ((select service_area is null from unit where id = current_unit())
             or ST_Intersects((select service_area from unit where id = current_unit()), geom)))
    or id in (select component_id from inquiry_letter where unit_id = current_unit())
    or id in (select component_id from inquiry_claim where unit_id = current_unit())));

-- What hangs on a component: asked of its own policy, which PostgreSQL applies to these subqueries by itself.
create policy unit_sees on component_code for select to youzhu_unit using (exists (select from component c where c.id = component_id));
create policy unit_sees on component_role for select to youzhu_unit using (exists (select from component c where c.id = component_id));
create policy unit_sees on inquiry for select to youzhu_unit using (exists (select from component c where c.id = component_id));
create policy unit_sees on deadline for select to youzhu_unit using (exists (select from component c where c.id = component_id));
create policy unit_sees on case_file for select to youzhu_unit using (
  unit_id = (select current_unit()) or unit_is_concerned((select current_unit()), component_id));
create policy unit_sees on photo for select to youzhu_unit using (uploaded_by_unit_id = (select current_unit())
  or (component_id is not null and unit_is_concerned((select current_unit()), component_id)));
create policy unit_sees on event for select to youzhu_unit using (component_id is not null
  and unit_may_see_component((select current_unit()), component_id));
