-- What leaves the register, and what is hidden from units or shown to them, waits for a second person, as who maintains it does
-- (docs/domain.md#guard-10). What is proposed is no column of the component, for units read that row.
create table component_proposal (
  component_id uuid not null references component on delete cascade,
  about text not null check (about in ('ROLE', 'CHANGE')),
  body jsonb not null,
  primary key (component_id, about)
);
grant select, insert, update, delete on component_proposal to youzhu_app;
grant select on component_proposal to youzhu_unit;
alter table component_proposal enable row level security;
create policy staff on component_proposal to youzhu_app using (true) with check (true);
-- A unit reads what it is asked about.
create policy outsider_sees on component_proposal for select to youzhu_unit using (
  about = 'ROLE' and body #> '{correction,asked}' @> to_jsonb((select coalesce(current_unit(), current_contractor()))::text));
-- A retired component changes no more: what was proposed about it before is decided by nobody.
insert into component_proposal (component_id, about, body) select id, 'ROLE', role_proposal from component where role_proposal is not null and not retired;
alter table component drop column role_proposal;

-- No unit is told what may yet be hidden from it, or be refused.
create policy not_told on event as restrictive for select to youzhu_unit using (kind not in ('CHANGE_PROPOSED', 'CHANGE_REFUSED'));

-- Whose past days a role by hand would move is asked about it, and goes on seeing the component (docs/domain.md#guard-5).
create table component_hearing (
  component_id uuid not null references component on delete cascade,
  unit_id uuid not null references unit,
  photo_ids uuid[] not null default '{}',
  primary key (component_id, unit_id)
);
create index component_hearing_unit on component_hearing (unit_id, component_id);
grant select, insert, update, delete on component_hearing to youzhu_app;
grant select on component_hearing to youzhu_unit;
alter table component_hearing enable row level security;
create policy staff on component_hearing to youzhu_app using (true) with check (true);
create policy outsider_sees on component_hearing for select to youzhu_unit using (
  unit_id = any(array[(select current_unit()), (select current_contractor())]));

create function heard_about(asked uuid) returns uuid[] language sql stable security definer set search_path = public as
  $$ select coalesce(array_agg(component_id), '{}') from component_hearing where unit_id = asked $$;
create policy heard_unit_sees on component for select to youzhu_unit using (
  not restricted and id = any((select heard_about(coalesce(current_unit(), current_contractor())))::uuid[]));
create policy heard_unit_sees on photo for select to youzhu_unit using (exists (
  select from component_hearing h join component c on c.id = h.component_id
  where h.unit_id = any(array[(select current_unit()), (select current_contractor())]) and photo.id = any(h.photo_ids)));

-- The same picture is the same picture, however often it is uploaded (docs/domain.md#guard-1): what was sent has its hash beside that of
-- what is kept of it. Of pictures from before only the latter is known.
alter table photo add column original_sha256 bytea check (octet_length(original_sha256) = 32);
create index photo_sha256 on photo (sha256);
create index photo_original on photo (original_sha256) where original_sha256 is not null;

-- Which picture proves which step of which case.
create table case_proof (
  case_id uuid not null references case_file on delete cascade,
  photo_id uuid not null,
  step text not null,
  primary key (case_id, photo_id)
);
create index case_proof_photo on case_proof (photo_id);
grant select, insert, update, delete on case_proof to youzhu_app;
alter table case_proof enable row level security;
create policy staff on case_proof to youzhu_app using (true) with check (true);

with proof as (
  select distinct on (e.stream_id, p.photo) e.stream_id as case_id, p.photo, e.kind as step, e.seq, p.place
  from event e cross join lateral jsonb_array_elements_text(e.body_json #> '{data,photoIds}') with ordinality p(photo, place)
  where e.stream_kind = 'case' and jsonb_typeof(e.body_json #> '{data,photoIds}') = 'array'
    and e.kind in ('VERIFICATION_RECORDED', 'CASE_GUARDED', 'CASE_MADE_SAFE', 'CASE_REPAIRED', 'REPAIR_CHECKED', 'REQUEST_MADE')
  order by e.stream_id, p.photo, e.seq),
kept as (
  insert into case_proof (case_id, photo_id, step) select case_id, photo::uuid, step from proof
  where exists (select from case_file c where c.id = proof.case_id) returning 1)
update case_file c set state_json = jsonb_set(c.state_json, '{proofs}', told.proofs)
from (select case_id, jsonb_agg(jsonb_build_object('photoId', photo, 'step', step) order by seq, place) as proofs from proof group by case_id) told
where told.case_id = c.id and c.state_json ? 'proofs';
