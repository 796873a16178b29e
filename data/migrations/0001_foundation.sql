-- The registry's tables. Geometry is CGCS2000 longitude/latitude (EPSG:4490), in degrees.
-- Every row that tells a fact about the city is written in the same transaction as the event that says so.
create extension if not exists postgis;
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists pgcrypto;

do $$ begin
  if not exists (select from pg_roles where rolname = 'youzhu_app') then create role youzhu_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'youzhu_unit') then create role youzhu_unit nologin; end if;
end $$;
grant usage on schema public to youzhu_app, youzhu_unit;
-- The login that runs the application steps down to these roles inside every transaction.
do $$ begin execute format('grant youzhu_app, youzhu_unit to %I', current_user);
exception when others then raise notice 'membership of youzhu roles is already given or must be granted by hand'; end $$;

-- ---------------------------------------------------------------- reference

create table division (
  code text primary key check (code ~ '^[0-9]{6,12}$'),
  name_zh text not null,
  name_en text not null,
  level text not null check (level in ('DISTRICT', 'STREET', 'COMMUNITY')),
  parent_code text references division,
  geom geometry(MultiPolygon, 4490)
);
create index division_geom on division using gist (geom);

create table component_class (
  scheme text not null check (scheme in ('A', 'B')),
  code text not null check (code ~ '^[0-9]{2,4}$'),
  name_zh text not null,
  name_en text not null,
  maps_to_a text,
  owner_type text,
  class_group text not null check (class_group in ('COVER', 'GRATE', 'CABINET', 'POLE', 'LAMP', 'OTHER')),
  priority int,
  accuracy_class text,
  primary key (scheme, code)
);

-- One row a version, never edited: a case keeps the version of the day it was filed.
create table rule_pack (
  id text not null,
  version int not null default 1,
  name_zh text not null,
  name_en text not null,
  source_text text not null,
  enabled boolean not null default false,
  rules jsonb not null,
  valid_from date not null,
  changed_at timestamptz not null default now(),
  primary key (id, version)
);
create unique index rule_pack_one_enabled on rule_pack (enabled) where enabled;

-- ---------------------------------------------------------------- units and accounts

create table unit (
  id uuid primary key,
  code text not null constraint unit_code_taken unique,
  name_zh text not null,
  name_en text not null,
  unit_type text not null,
  valid_from date not null,
  valid_to date,
  phone text,
  division_code text references division,
  service_area geometry(MultiPolygon, 4490),
  version int not null default 0,
  check (valid_to is null or valid_to > valid_from)
);
create index unit_type_index on unit (unit_type);
create index unit_name_search on unit using gin ((name_zh || ' ' || name_en || ' ' || code) gin_trgm_ops);

create table unit_lineage (
  predecessor_id uuid not null references unit,
  successor_id uuid references unit,
  kind text not null check (kind in ('MERGER', 'SPLIT', 'RENAME', 'DISSOLVED')),
  effective_on date not null,
  document text,
  check ((kind = 'DISSOLVED') = (successor_id is null))
);
create unique index unit_lineage_once on unit_lineage (predecessor_id, coalesce(successor_id, predecessor_id));

create table account (
  id uuid primary key,
  username text not null constraint account_username_taken unique check (username ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
  display_name text not null,
  password_hash text not null,
  role text not null check (role in ('ADMIN','SEAT_OPERATOR','SHIFT_LEAD','GRID_WORKER','STREET_DEPT','CONTRACTOR','CONVENER','AUDITOR','OWNER_UNIT')),
  unit_id uuid references unit,
  division_code text references division,
  language text not null default 'zh-CN',
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  check (role <> 'OWNER_UNIT' or unit_id is not null)
);

create table session (
  token_hash bytea primary key,
  account_id uuid not null references account on delete cascade,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_account on session (account_id);

create table idempotency (
  account_id uuid not null,
  key text not null check (length(key) between 8 and 200),
  request_hash bytea not null,
  status int,
  body jsonb,
  created_at timestamptz not null default now(),
  primary key (account_id, key)
);
create index idempotency_age on idempotency (created_at);

-- ---------------------------------------------------------------- history

create table event (
  id bigint generated always as identity primary key, -- storage key, not an order
  event_id uuid not null unique,
  stream_kind text not null check (stream_kind in ('component', 'case', 'inquiry', 'import', 'unit', 'account', 'rule_pack', 'area')),
  stream_id uuid not null,
  seq int not null check (seq > 0),
  kind text not null,
  component_id uuid,
  division_code text,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  actor_account_id uuid,
  actor_role text not null default nullif(current_setting('youzhu.role', true), ''),
  body bytea not null check (octet_length(body) between 2 and 65535),
  body_json jsonb not null,
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  constraint event_leaf_matches_body check (leaf_hash = sha256('\x00'::bytea || body)),
  constraint event_json_matches_body check (body_json = convert_from(body, 'UTF8')::jsonb),
  constraint event_stream_seq unique (stream_id, seq)
);
create index event_component on event (component_id, id) where component_id is not null;
create index event_recorded on event (recorded_at);
create index event_kind on event (kind, id);

-- Where each stream stands: the lock, the version, and the leaf hash that the next event names as `prev`.
create table stream (
  id uuid primary key,
  kind text not null,
  seq int not null,
  head bytea not null
);

create table event_queue (id bigint primary key references event)
  with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
create table event_leaf (idx bigint primary key, id bigint not null unique references event);
create table event_head (one boolean primary key default true check (one), size bigint not null);
insert into event_head (size) values (0);

-- Names, phone numbers and free text stay out of the leaf, which holds only their salted digests.
create table disclosure (
  event_id uuid not null references event (event_id),
  digest text not null,
  disclosure text not null,
  primary key (event_id, digest)
);

create function refuse_history_change() returns trigger language plpgsql as $$
begin raise exception 'history is append-only' using errcode = 'integrity_constraint_violation', constraint = 'history_append_only'; end $$;
create trigger event_append_only before update or delete on event for each row execute function refuse_history_change();
create trigger event_no_truncate before truncate on event for each statement execute function refuse_history_change();

create function refuse_missing_actor() returns trigger language plpgsql as $$
begin
  if nullif(current_setting('youzhu.actor', true), '') is null then
    raise exception 'no write without an author' using errcode = 'integrity_constraint_violation', constraint = 'event_has_author';
  end if;
  return new;
end $$;
create trigger event_has_author before insert on event for each statement execute function refuse_missing_actor();

-- ---------------------------------------------------------------- imports

create table import_batch (
  id uuid primary key,
  subject text not null check (subject in ('COMPONENTS', 'NETWORKS', 'AREAS')),
  file_name text not null,
  state text not null check (state in ('READING', 'CHECKED', 'APPLYING', 'APPLIED', 'UNDONE', 'DISCARDED', 'FAILED')),
  options jsonb not null,
  summary jsonb not null default '{}',
  progress jsonb,
  row_count int not null default 0,
  refused_count int not null default 0,
  merkle_root bytea,
  error text,
  created_by uuid,
  created_at timestamptz not null default now(),
  applied_at timestamptz,
  undone_at timestamptz,
  version int not null default 0
);

-- The canonical row as it was imported: an inclusion path from its hash to the batch's root proves it.
create table import_row (
  batch_id uuid not null references import_batch on delete cascade,
  line int not null,
  target_id uuid,
  leaf_index int,
  body bytea,
  row_data jsonb,
  problem_code text,
  problem_params jsonb,
  verdict text not null check (verdict in ('NEW', 'DUPLICATE', 'REFUSED', 'OUTSIDE')),
  primary key (batch_id, line)
);
create index import_row_target on import_row (target_id) where target_id is not null;

-- ---------------------------------------------------------------- registry

create table area (
  id uuid primary key,
  kind text not null check (kind in ('GRID_CELL','ROAD','BLOCK','WATER','GREEN','COMPOUND','FACTORY','CONSTRUCTION','DUTY','PARCEL','SERVICE')),
  code text,
  name text not null,
  name_en text,
  unit_id uuid references unit,
  division_code text,
  attributes jsonb not null default '{}',
  valid daterange not null default '[,)',
  import_batch_id uuid references import_batch,
  version int not null default 0,
  geom geometry(MultiPolygon, 4490) not null
);
create index area_geom on area using gist (geom);
create index area_kind on area (kind);
create index area_batch on area (import_batch_id) where import_batch_id is not null;

create table network_line (
  id uuid primary key,
  unit_id uuid references unit,
  medium text not null check (medium in ('WATER','SEWAGE','STORM','COMBINED','POWER','TELECOM','GAS','LIGHTING','TRAFFIC_SIGNAL','BROADCAST','HEATING','RECLAIMED_WATER','OIL_GAS','UNKNOWN')),
  division_code text,
  accuracy_m real not null default 1 check (accuracy_m > 0),
  diameter_mm int,
  attributes jsonb not null default '{}',
  import_batch_id uuid references import_batch,
  geom geometry(LineString, 4490) not null
);
create index network_line_geom on network_line using gist (geom);
create index network_line_unit on network_line (unit_id, medium);
create index network_line_batch on network_line (import_batch_id) where import_batch_id is not null;

create table component (
  id uuid primary key,
  division_code text not null,
  class_code text not null check (class_code ~ '^[0-9]{4}$'),
  class_group text not null check (class_group in ('COVER', 'GRATE', 'CABINET', 'POLE', 'LAMP', 'OTHER')),
  geom geometry(Point, 4490) not null
    constraint component_position_finite check (ST_X(geom) between -180 and 180 and ST_Y(geom) between -90 and 90),
  accuracy_m real not null default 1 check (accuracy_m > 0),
  source_crs text not null default 'EPSG:4490',
  physical_state text not null default 'INTACT' check (physical_state in ('INTACT', 'DAMAGED', 'LOST', 'SCRAPPED', 'REMOVED')),
  ownership_status text not null default 'UNKNOWN'
    check (ownership_status in ('UNKNOWN','SUSPECTED','CLAIM_PENDING','CONFIRMED','DISPUTED','PRIVATE','BACKSTOP','ABANDONED')),
  owner_unit_id uuid references unit,
  open_danger boolean not null default false,
  open_case_count int not null default 0,
  provisional boolean not null default false,
  restricted boolean not null default false,
  retired boolean not null default false,
  address text not null default '',
  road_name text,
  grid_code text,
  attributes jsonb not null default '{}',
  data_source text not null default 'SURVEY' check (data_source in ('SURVEY', 'MANUAL_REPORT', 'IMPORT', 'OWNER')),
  first_surveyed_on date,
  import_batch_id uuid references import_batch,
  photo_ids uuid[] not null default '{}',
  disposition text check (disposition in ('PRIVATE', 'ABANDONED')),
  version int not null default 0,
  changed_at timestamptz not null default now(),
  constraint component_restricted_class check (class_code <> '0130' or restricted)
);
create index component_geom on component using gist (geom);
create index component_owner on component (owner_unit_id) where owner_unit_id is not null;
create index component_unresolved on component (division_code, ownership_status, id)
  where ownership_status in ('UNKNOWN', 'SUSPECTED', 'CLAIM_PENDING', 'DISPUTED', 'BACKSTOP');
create index component_danger on component using gist (geom) where open_danger;
create index component_address on component using gin (address gin_trgm_ops);
create index component_batch on component (import_batch_id) where import_batch_id is not null;
create index component_class_index on component (class_code, id);

create table component_code (
  component_id uuid not null references component on delete cascade,
  scheme text not null,
  code text not null,
  valid_from date not null,
  valid_to date,
  primary key (scheme, code)
);
create index component_code_component on component_code (component_id);
create index component_code_prefix on component_code (code text_pattern_ops);

create table component_role (
  component_id uuid not null references component on delete cascade,
  role text not null check (role in ('owner', 'regulator', 'maintainer', 'interim_custodian')),
  unit_id uuid not null references unit,
  valid daterange not null check (not isempty(valid)),
  basis text not null,
  basis_ref text,
  event_id uuid,
  -- Two units never hold one role on one day.
  constraint component_role_overlap exclude using gist (component_id with =, role with =, valid with &&)
);
create index component_role_unit on component_role (unit_id, role);

-- ---------------------------------------------------------------- cases and inquiries

create sequence case_number;
create sequence inquiry_number;
create sequence component_serial;

create table case_file (
  id uuid primary key,
  number text not null unique,
  component_id uuid not null references component,
  division_code text not null,
  state text not null check (state in ('REPORTED','PREFILING_VERIFY','FILED','DISPATCHED','RETURNED','GUARDED','MADE_SAFE','REPAIRED','POST_REPAIR_CHECK','CLOSED','SUSPENDED','VOID','FORCED_CLOSED','MERGED')),
  open boolean not null,
  danger boolean not null,
  defect text not null,
  channel text not null,
  substitute_handling boolean not null default false,
  unit_id uuid references unit,
  geom geometry(Point, 4490) not null,
  reported_at timestamptz not null,
  filed_at timestamptz,
  closed_at timestamptz,
  next_due_at timestamptz,
  urgency timestamptz not null,
  merged_into uuid references case_file,
  recurrence_of uuid references case_file,
  created_by uuid,
  photo_ids uuid[] not null default '{}',
  state_json jsonb not null,
  version int not null,
  changed_at timestamptz not null default now()
);
create index case_file_component on case_file (component_id);
create index case_file_queue on case_file (division_code, urgency, id) where open;
create index case_file_unit_queue on case_file (unit_id, urgency, id) where open;
create index case_file_reported on case_file (reported_at, id);
create index case_file_geom on case_file using gist (geom) where open;

create table inquiry (
  id uuid primary key,
  number text not null unique,
  component_id uuid not null references component,
  division_code text not null,
  state text not null check (state in ('OPENED','CONSULTING','SITE_SURVEY','MEETING','DETERMINED','NOTICE','BACKSTOP','SEALED','PRIVATE','JUDICIAL','WITHDRAWN')),
  open boolean not null,
  danger boolean not null,
  owner_unit_id uuid references unit,
  custodian_unit_id uuid references unit,
  opened_at timestamptz not null,
  ended_at timestamptz,
  next_due_at timestamptz,
  review_due_on date,
  urgency timestamptz not null,
  state_json jsonb not null,
  version int not null,
  changed_at timestamptz not null default now()
);
create unique index inquiry_one_open on inquiry (component_id) where open;
create index inquiry_component on inquiry (component_id);
create index inquiry_queue on inquiry (division_code, urgency, id) where open;
create index inquiry_backstop on inquiry (review_due_on) where state = 'BACKSTOP';

create table case_inquiry (
  case_id uuid not null references case_file,
  inquiry_id uuid not null references inquiry,
  primary key (case_id, inquiry_id)
);
create index case_inquiry_inquiry on case_inquiry (inquiry_id);

-- One letter to one candidate: the unit's inbox is a query over this table.
create table inquiry_letter (
  id uuid primary key,
  inquiry_id uuid not null references inquiry,
  component_id uuid not null,
  unit_id uuid not null references unit,
  round int not null,
  sent_at timestamptz not null,
  due_at timestamptz not null,
  delivered_at timestamptz,
  seen_at timestamptz,
  answer text check (answer in ('CLAIM', 'DENY', 'NEED_SITE_VISIT', 'NO_REPLY')),
  reason_code text,
  answered_at timestamptz,
  unique (inquiry_id, unit_id, round)
);
create index inquiry_letter_unit on inquiry_letter (unit_id, due_at);
create index inquiry_letter_component on inquiry_letter (component_id, unit_id);

create table evidence (
  id uuid primary key,
  component_id uuid not null references component,
  inquiry_id uuid references inquiry,
  kind text not null,
  unit_id uuid references unit,
  direction text not null check (direction in ('FOR', 'AGAINST', 'NEUTRAL')),
  collected_by uuid,
  collected_by_unit_id uuid,
  recorded_at timestamptz not null,
  detail jsonb not null default '{}',
  photo_ids uuid[] not null default '{}'
);
create index evidence_component on evidence (component_id);
create index evidence_inquiry on evidence (inquiry_id);

create table deadline (
  id uuid primary key,
  stream_kind text not null check (stream_kind in ('case', 'inquiry')),
  stream_id uuid not null,
  component_id uuid not null,
  kind text not null,
  clock text not null check (clock in ('URGENT_HOUR', 'WORK_HOUR', 'WORK_DAY', 'NATURAL_DAY')),
  minutes int not null check (minutes > 0), -- of the running clock; a work day has 480
  rule_id text not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  met_at timestamptz,
  cancelled_at timestamptz,
  fired_at timestamptz,
  unique (stream_id, kind, started_at)
);
create index deadline_due on deadline (due_at) where met_at is null and cancelled_at is null and fired_at is null;
create index deadline_stream on deadline (stream_id);

create table photo (
  id uuid primary key,
  sha256 bytea not null,
  content bytea not null,
  thumbnail bytea not null,
  width int not null,
  height int not null,
  taken_at timestamptz,
  component_id uuid,
  case_id uuid,
  uploaded_by uuid,
  uploaded_by_unit_id uuid,
  uploaded_at timestamptz not null default now()
);

-- Which department of the street acts where nobody owns: first match by priority.
create table place_rule (
  id int primary key,
  division_code text not null references division,
  place_kind text not null,
  unit_id uuid not null references unit,
  priority int not null,
  label_zh text not null,
  label_en text not null
);

-- ---------------------------------------------------------------- map

create table base_feature (
  id int generated always as identity primary key,
  kind text not null,
  class text,
  name text,
  name_en text,
  min_zoom int not null default 0,
  geom geometry(Geometry, 4490) not null
);
create index base_feature_geom on base_feature using gist (geom);

-- Which settings this deployment runs with: the area it serves, whether it was seeded with the sample.
create table setting (key text primary key, value jsonb not null);
