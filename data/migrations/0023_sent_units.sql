-- Who works on a case beside the unit that answers for it (the owner, when the street acts in its stead), and who was sent once and may
-- still hand in what it did then. Both are mostly empty.
alter table case_file add column beside_unit_ids uuid[] not null default '{}';
alter table case_file add column past_unit_ids uuid[] not null default '{}';
create index case_file_beside on case_file using gin (beside_unit_ids) where beside_unit_ids <> '{}';

-- SECURITY DEFINER: the policies of component and case_file would ask each other in turn.
create function was_sent_to(asked uuid) returns uuid[] language sql stable security definer set search_path = public as
  $$ select coalesce(array_agg(distinct component_id), '{}') from case_file
     where unit_id = asked or (beside_unit_ids <> '{}' and beside_unit_ids @> array[asked]) $$;
create or replace function contractor_was_sent_to(asked uuid) returns uuid[] language sql stable security definer set search_path = public as
  $$ select was_sent_to(asked) $$;
create or replace function contractor_is_concerned(asked uuid, about uuid) returns boolean language sql stable security definer set search_path = public as
  $$ select asked is not null and (
       exists (select from component c where c.id = about and not c.restricted
               and c.ownership_status in ('UNKNOWN', 'SUSPECTED', 'CLAIM_PENDING', 'DISPUTED'))
       or exists (select from case_file where component_id = about and (unit_id = asked or beside_unit_ids @> array[asked]))) $$;
-- Whoever is sent somewhere must find the place: the manager of a compound, a unit that was sent by hand.
create or replace function unit_is_concerned(asked uuid, about uuid) returns boolean language sql stable security definer set search_path = public as
  $$ select exists (
       select from component c where c.id = about and not c.restricted and (
         c.owner_unit_id = asked
         or exists (select from inquiry_letter where component_id = about and unit_id = asked)
         or exists (select from inquiry_claim where component_id = about and unit_id = asked)
         or exists (select from case_file where component_id = about and (unit_id = asked or beside_unit_ids @> array[asked]))
         or (c.ownership_status in ('UNKNOWN', 'SUSPECTED', 'CLAIM_PENDING', 'DISPUTED')
             and exists (select from unit where id = asked and (service_area is null or ST_Intersects(service_area, c.geom)))))) $$;

-- Beside the policies that there are: they add up.
create policy sent_unit_sees on component for select to youzhu_unit using (
  not restricted and id = any((select was_sent_to(current_unit()))::uuid[]));
create policy beside_unit_sees on case_file for select to youzhu_unit using (
  beside_unit_ids <> '{}' and (select coalesce(current_unit(), current_contractor())) = any(beside_unit_ids));
