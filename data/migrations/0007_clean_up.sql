-- Who probably owns each unresolved component, ranked for all of them at once. Derived: a run may throw it away and make it
-- anew, so none of this is an event. What an inquiry was opened with stands in that inquiry's event.

create table suggestion (
  component_id uuid primary key references component on delete cascade,
  model_version text not null,
  ranked_at timestamptz not null,
  -- SHA-256 over the model's version and every reason: another one means that something about the place has changed.
  content_hash bytea not null check (octet_length(content_hash) = 32),
  -- The likeliest unit again, for the order of the worklist.
  unit_id uuid references unit,
  permille int not null check (permille between 0 and 1000),
  none_permille int not null check (none_permille between 0 and 1000),
  candidates jsonb not null,
  missing jsonb not null default '[]',
  -- What is missing around it: NO_DUTY no duty area covers the place, NO_NETWORK nobody's line within 30 m, CLUSTER ownerless
  -- components side by side; a cluster goes by the smallest id in it.
  gaps text[] not null default '{}',
  cluster_id uuid
);
create index suggestion_most_certain on suggestion (permille desc, component_id);
create index suggestion_unit on suggestion (unit_id, permille desc);
create index suggestion_gap on suggestion using gin (gaps) where gaps <> '{}';
create index suggestion_cluster on suggestion (cluster_id) where cluster_id is not null;

-- How many confirmed components of a class each unit has in a street (the first nine digits of a division): counted by a run, so
-- that ranking one component and ranking all of them weigh the same shares.
create table class_share (
  street_code text not null,
  class_code text not null,
  unit_id uuid not null references unit,
  count int not null check (count > 0),
  primary key (street_code, class_code, unit_id)
);

-- How each unit's answers have held so far, as claims, claimsRejected, denials, denialsOverturned: counted by a run.
create table unit_record (
  unit_id uuid primary key references unit,
  record jsonb not null
);

create table clean_up_run (
  id uuid primary key,
  origin text not null check (origin in ('NIGHT', 'DEMAND')),
  night date,
  requested_by uuid references account,
  model_version text not null,
  state text not null check (state in ('RUNNING', 'DONE')),
  total int not null default 0,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  check ((origin = 'NIGHT') = (night is not null))
);
create unique index clean_up_one_running on clean_up_run (state) where state = 'RUNNING';
create unique index clean_up_once_a_night on clean_up_run (night) where night is not null;
create index clean_up_run_started on clean_up_run (started_at desc);

-- A run goes cell by cell (half a kilometre); whoever takes one holds it for a while, and a crash gives it back.
create table clean_up_cell (
  run_id uuid not null references clean_up_run on delete cascade,
  x int not null,
  y int not null,
  total int not null,
  held_until timestamptz,
  done_at timestamptz,
  ranked int not null default 0,
  changed int not null default 0,
  primary key (run_id, x, y)
);
create index clean_up_cell_waiting on clean_up_cell (run_id, x, y) where done_at is null;

-- Inquiries opened for many components at once, in somebody's name: what was asked for, and what became of each.
create table bulk_opening (
  id uuid primary key,
  state text not null check (state in ('OPENING', 'DONE', 'UNDOING', 'UNDONE')),
  requested_by uuid not null references account,
  requested_at timestamptz not null default now(),
  filter jsonb not null,
  total int not null,
  finished_at timestamptz,
  undone_by uuid references account,
  undone_at timestamptz
);
create index bulk_opening_busy on bulk_opening (requested_at) where state in ('OPENING', 'UNDOING');
create index bulk_opening_newest on bulk_opening (requested_at desc);

create table bulk_opening_item (
  opening_id uuid not null references bulk_opening on delete cascade,
  n int not null,
  component_id uuid not null references component,
  state text not null default 'WAITING' check (state in ('WAITING', 'OPENED', 'FAILED', 'WITHDRAWN', 'KEPT')),
  inquiry_id uuid references inquiry,
  problem_code text,
  problem_params jsonb,
  primary key (opening_id, n),
  unique (opening_id, component_id)
);
create index bulk_opening_item_state on bulk_opening_item (opening_id, state, n);

-- For the staff; an owner unit has no right on any of it (guard b.5-7).
grant select, insert, update, delete on suggestion, class_share, unit_record, clean_up_run, clean_up_cell, bulk_opening, bulk_opening_item to youzhu_app;
do $$
declare guarded text;
begin
  foreach guarded in array array['suggestion', 'class_share', 'unit_record', 'clean_up_run', 'clean_up_cell', 'bulk_opening', 'bulk_opening_item'] loop
    execute format('alter table %I enable row level security', guarded);
    execute format('create policy staff on %I to youzhu_app using (true) with check (true)', guarded);
  end loop;
end $$;
