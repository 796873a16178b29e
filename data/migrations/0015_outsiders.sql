-- Row security for every outsider, not for owner units alone. All of them read as the database role youzhu_unit, so that a
-- database whose roles a superuser made needs no other one; which kind of outsider reads is said by the setting that holds its
-- unit: youzhu.unit for an owner unit, youzhu.contractor for a contractor. Whoever sets none of them sees none of these rows. A
-- new kind of outsider takes a setting and a policy `..._sees` beside these.
create function current_contractor() returns uuid language sql stable as
  $$ select nullif(current_setting('youzhu.contractor', true), '')::uuid $$;
create function current_reader() returns uuid language sql stable as
  $$ select nullif(current_setting('youzhu.reader', true), '')::uuid $$;

-- SECURITY DEFINER: the policies of component and case_file would ask each other in turn.
create function contractor_was_sent_to(asked uuid) returns uuid[] language sql stable security definer set search_path = public as
  $$ select coalesce(array_agg(distinct component_id), '{}') from case_file where unit_id = asked $$;
create function contractor_is_concerned(asked uuid, about uuid) returns boolean language sql stable security definer set search_path = public as
  $$ select asked is not null and (
       exists (select from component c where c.id = about and not c.restricted
               and c.ownership_status in ('UNKNOWN', 'SUSPECTED', 'CLAIM_PENDING', 'DISPUTED'))
       or exists (select from case_file where component_id = about and unit_id = asked)) $$;

-- What is announced is announced to owner units.
drop policy unit_sees on component;
create policy unit_sees on component for select to youzhu_unit using (
  not restricted and ((announced and (select current_unit()) is not null) or owner_unit_id = (select current_unit())
    or (ownership_status in ('UNKNOWN', 'SUSPECTED', 'CLAIM_PENDING', 'DISPUTED')
        and ((select service_area is null from unit where id = current_unit())
             or ST_Intersects((select service_area from unit where id = current_unit()), geom)))
    or id in (select component_id from inquiry_letter where unit_id = current_unit())
    or id in (select component_id from inquiry_claim where unit_id = current_unit())));
create policy contractor_sees on component for select to youzhu_unit using (
  (not restricted and ownership_status in ('UNKNOWN', 'SUSPECTED', 'CLAIM_PENDING', 'DISPUTED') and (select current_contractor()) is not null)
  or id = any((select contractor_was_sent_to(current_contractor()))::uuid[]));

-- Also what it has reported itself, wherever that was.
drop policy unit_sees on case_file;
create policy unit_sees on case_file for select to youzhu_unit using (unit_id = (select current_unit())
  or ((select current_unit()) is not null and created_by = (select current_reader()))
  or unit_is_concerned((select current_unit()), component_id));
create policy contractor_sees on case_file for select to youzhu_unit using (
  unit_id = (select current_contractor()) or contractor_is_concerned((select current_contractor()), component_id));

-- Links and deadlines carry the id of a case: they follow the case, not the place.
drop policy unit_sees on case_inquiry;
drop policy unit_sees on deadline;
create policy outsider_sees on case_inquiry for select to youzhu_unit using (
  exists (select from inquiry i where i.id = inquiry_id) and exists (select from case_file c where c.id = case_id));
create policy outsider_sees on deadline for select to youzhu_unit using (
  case stream_kind when 'inquiry' then exists (select from inquiry i where i.id = stream_id)
                   else exists (select from case_file c where c.id = stream_id) end);

-- Asked of the component's own policies, whoever reads.
alter policy unit_sees on component_code rename to outsider_sees;
alter policy unit_sees on component_role rename to outsider_sees;
alter policy unit_sees on inquiry rename to outsider_sees;

-- Never what another unit sent in, also where the place concerns the reader.
drop policy unit_sees on photo;
create policy unit_sees on photo for select to youzhu_unit using (uploaded_by_unit_id = (select current_unit())
  or (uploaded_by_unit_id is null and component_id is not null and unit_is_concerned((select current_unit()), component_id)));
create policy contractor_sees on photo for select to youzhu_unit using (
  (select current_contractor()) is not null and (uploaded_by = (select current_reader())
    or (uploaded_by_unit_id is null and component_id is not null and contractor_is_concerned((select current_contractor()), component_id))));

create policy contractor_sees on account for select to youzhu_unit using (unit_id = (select current_contractor()));

-- An outsider's own steps; of an inquiry else only what tells of no other unit (server/access/visibility.ts has the same list);
-- of components and cases what concerns it.
drop policy unit_sees on event;
create policy unit_sees on event for select to youzhu_unit using (
  component_id is not null and (select current_unit()) is not null and unit_may_see_component((select current_unit()), component_id) and (
    body_json #>> '{actor,unit}' = (select current_unit()::text)
    or (stream_kind = 'inquiry' and kind in ('NOTICE_PUBLISHED', 'NOTICE_ENDED', 'OWNER_DETERMINED', 'DETERMINATION_FINAL', 'BACKSTOP_SIGNED',
                                             'BACKSTOP_ENDED', 'PRIVATE_CONFIRMED', 'CONSULTATION_ENDED'))
    or (stream_kind in ('component', 'case') and unit_is_concerned((select current_unit()), component_id))));
create policy contractor_sees on event for select to youzhu_unit using (
  component_id is not null and (select current_contractor()) is not null and contractor_is_concerned((select current_contractor()), component_id) and (
    body_json #>> '{actor,unit}' = (select current_contractor()::text)
    or (stream_kind = 'inquiry' and kind in ('NOTICE_PUBLISHED', 'NOTICE_ENDED', 'OWNER_DETERMINED', 'DETERMINATION_FINAL', 'BACKSTOP_SIGNED',
                                             'BACKSTOP_ENDED', 'PRIVATE_CONFIRMED', 'CONSULTATION_ENDED'))
    or stream_kind in ('component', 'case')));
-- A crew reads again what it noted itself.
create policy contractor_sees on disclosure for select to youzhu_unit using (
  exists (select from event e where e.event_id = disclosure.event_id and e.body_json #>> '{actor,unit}' = (select current_contractor()::text)));

-- Whom a service or duty area belongs to is told to that unit alone; grounds, roads and grid cells are known to all.
alter table area enable row level security;
create policy staff on area to youzhu_app using (true) with check (true);
create policy outsider_sees on area for select to youzhu_unit using (
  kind not in ('SERVICE', 'DUTY') or unit_id in ((select current_unit()), (select current_contractor())));
