-- The years of the holiday notice as they were entered or shipped, and the office hours. A year without a row is provisional.
create table holiday_year (
  year int primary key check (year between 2000 and 2100),
  holidays jsonb not null, -- [{"day": "2026-01-01", "name": "元旦"}]
  workdays jsonb not null, -- the same for Saturdays and Sundays on which offices work
  source text not null,
  published_on date,
  -- Who entered it; null for a table that came with the program, which a later version may correct.
  entered_by uuid references account,
  entered_at timestamptz not null default youzhu_now(),
  event_id uuid
);
grant select, insert, update on holiday_year to youzhu_app;
grant select on holiday_year to youzhu_unit;
alter table holiday_year enable row level security;
create policy staff on holiday_year to youzhu_app using (true) with check (true);
-- What day is a holiday is known to everybody.
create policy outsider_sees on holiday_year for select to youzhu_unit using (true);

-- `stamp` names the present state of years and hours together: whoever has read them under it need not read them again.
insert into setting (key, value) values
  ('calendar', jsonb_build_object('stamp', gen_random_uuid(), 'hours', '[[480, 720], [840, 1080]]'::jsonb));
create function calendar_changed() returns trigger language plpgsql as $$
begin
  update setting set value = value || jsonb_build_object('stamp', gen_random_uuid()) where key = 'calendar';
  return null;
end $$;
create trigger calendar_changed after insert or update or delete on holiday_year for each statement execute function calendar_changed();

-- Years that were not known when a deadline was computed.
alter table deadline add column provisional int[];
create index deadline_provisional on deadline (stream_id) where provisional is not null and met_at is null and cancelled_at is null;

alter table event drop constraint event_stream_kind_check;
alter table event add constraint event_stream_kind_check check (
  stream_kind in ('component', 'case', 'inquiry', 'import', 'unit', 'account', 'rule_pack', 'area', 'model', 'calendar'));
