-- A letter to a unit that is no more is closed as such; it was no silence (docs/domain.md#d4).
alter table inquiry_letter drop constraint inquiry_letter_answer_check;
alter table inquiry_letter add constraint inquiry_letter_answer_check check (answer in ('CLAIM', 'DENY', 'NEED_SITE_VISIT', 'NO_REPLY', 'UNIT_DISSOLVED'));
create index inquiry_letter_unanswered on inquiry_letter (unit_id) where answer is null;

-- A determination is told to the units that may be the true owner, asked or not (docs/domain.md#d1): they see it, may object within the
-- window, and claim later. What goes on there concerns them no more than any other announcement.
create table determination_notice (
  inquiry_id uuid not null references inquiry,
  unit_id uuid not null references unit,
  component_id uuid not null references component,
  primary key (inquiry_id, unit_id)
);
create index determination_notice_unit on determination_notice (unit_id, component_id);
grant select, insert, update, delete on determination_notice to youzhu_app;
grant select on determination_notice to youzhu_unit;
alter table determination_notice enable row level security;
create policy staff on determination_notice to youzhu_app using (true) with check (true);
create policy unit_sees on determination_notice for select to youzhu_unit using (unit_id = (select current_unit()));
-- What was determined before is told now to the units of its medium.
insert into determination_notice (inquiry_id, unit_id, component_id)
select inquiry.id, unit.id, c.id from inquiry join component c on c.id = inquiry.component_id and not c.restricted
join component_class class on class.scheme = 'A' and class.code = c.class_code
join unit on unit.unit_type = class.owner_type and unit.valid_to is null and unit.id is distinct from inquiry.owner_unit_id
where inquiry.state = 'DETERMINED';

create or replace function unit_may_see_component(asked uuid, about uuid) returns boolean language sql stable security definer set search_path = public as
  $$ select exists (select from component c where c.id = about and not c.restricted
       and (c.announced or exists (select from determination_notice told where told.component_id = about and told.unit_id = asked)))
     or unit_is_concerned(asked, about) $$;
drop policy unit_sees on component;
create policy unit_sees on component for select to youzhu_unit using (
  not restricted and ((announced and (select current_unit()) is not null) or owner_unit_id = (select current_unit())
    or (ownership_status in ('UNKNOWN', 'SUSPECTED', 'CLAIM_PENDING', 'DISPUTED')
        and ((select service_area is null from unit where id = current_unit())
             or ST_Intersects((select service_area from unit where id = current_unit()), geom)))
    or id in (select component_id from determination_notice where unit_id = current_unit())
    or id in (select component_id from inquiry_letter where unit_id = current_unit())
    or id in (select component_id from inquiry_claim where unit_id = current_unit())));
