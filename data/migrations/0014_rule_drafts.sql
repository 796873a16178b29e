-- Which pack is in force is a question of the moment: the enabled version that began last. Nothing has to run at that moment,
-- and a server that was down over it wakes up with the right one.
alter table rule_pack add column in_force_from timestamptz;
update rule_pack set in_force_from = least(valid_from::timestamp at time zone 'Asia/Shanghai', changed_at) where enabled;
drop index rule_pack_one_enabled;
alter table rule_pack drop column enabled;
create unique index rule_pack_one_start on rule_pack (in_force_from);

-- A version in the making: a copy of another, edited by one person and enabled by a second; then it becomes a row of rule_pack,
-- which nobody edits any more.
create table rule_draft (
  id uuid primary key,
  pack_id text not null,
  based_on_id text not null,
  based_on_version int not null,
  name_zh text not null,
  name_en text not null,
  source_text text not null,
  rules jsonb not null,
  state text not null default 'OPEN' check (state in ('OPEN', 'ENABLED', 'DISCARDED')),
  -- Everybody who wrote in it: none of them may enable it.
  written_by uuid[] not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  foreign key (based_on_id, based_on_version) references rule_pack (id, version)
);
create index rule_draft_open on rule_draft (created_at) where state = 'OPEN';

grant select, insert, update on rule_draft to youzhu_app;
alter table rule_draft enable row level security;
create policy staff on rule_draft to youzhu_app using (true) with check (true);
