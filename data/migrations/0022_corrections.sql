-- Who answered for a component on a past day is changed by a correction alone (docs/domain.md#guard-5). The periods that it took stay,
-- beside those that hold: component_role has one holder a day as before, this table what was known until the correction.
create table component_role_corrected (
  component_id uuid not null references component on delete cascade,
  role text not null check (role in ('owner', 'regulator', 'maintainer', 'interim_custodian')),
  unit_id uuid not null references unit,
  valid daterange not null check (not isempty(valid)),
  basis text not null,
  basis_ref text,
  corrected_on date not null,
  corrected_by text
);
create index component_role_corrected_component on component_role_corrected (component_id);
create index component_role_corrected_unit on component_role_corrected (unit_id);
grant select, insert, update, delete on component_role_corrected to youzhu_app;
grant select on component_role_corrected to youzhu_unit;
alter table component_role_corrected enable row level security;
create policy staff on component_role_corrected to youzhu_app using (true) with check (true);
create policy outsider_sees on component_role_corrected for select to youzhu_unit using (exists (select from component c where c.id = component_id));

-- A change of who maintains it waits for a second person (docs/domain.md#guard-10).
alter table component add column role_proposal jsonb;

-- A unit whose past days a proposal would take is asked about that beside the round, in which it may have a letter already.
alter table inquiry_letter add column subject text check (subject in ('CORRECTION'));
alter table inquiry_letter drop constraint inquiry_letter_inquiry_id_unit_id_round_key;
create unique index inquiry_letter_once_a_round on inquiry_letter (inquiry_id, unit_id, round) where subject is null;
