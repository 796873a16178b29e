-- What becomes of a unit becomes of what it holds (DOMAIN.md D4, 民法典 67), component by component, each in its own stream.
-- A merger of a big unit takes longer than a request: the rest follows in chunks, and this says how far it is.
create table unit_succession (
  id uuid primary key,
  unit_id uuid not null references unit,
  successor_id uuid references unit,
  how text not null check (how in ('MERGER', 'SPLIT', 'RENAME', 'DISSOLVED')),
  effective_on date not null,
  document text,
  joint uuid[] not null default '{}', -- the parts of a split unit, which hold together what is not allocated yet
  reached uuid, -- the last component that was told of a new name: it goes on holding its roles
  moved int not null default 0,
  began_at timestamptz not null default now(),
  finished_at timestamptz,
  check ((how = 'DISSOLVED') = (successor_id is null))
);
create index unit_succession_unit on unit_succession (unit_id);
create index unit_succession_open on unit_succession (began_at) where finished_at is null;
grant select, insert, update, delete on unit_succession to youzhu_app;
grant select on unit_succession to youzhu_unit;

-- Names a unit has had: a list of a past day says what it was called then.
create table unit_name (
  unit_id uuid not null references unit,
  name_zh text not null,
  name_en text not null,
  valid daterange not null check (not isempty(valid)),
  constraint unit_name_overlap exclude using gist (unit_id with =, valid with &&)
);
grant select, insert, update, delete on unit_name to youzhu_app;
grant select on unit_name to youzhu_unit;
