-- Weights that this installation has learned from its own determinations, claims, denials and returns. A refit proposes one; a
-- person switches it on. Where none is active the model that ships with the program ranks.
create table inference_model (
  id uuid primary key,
  version text not null constraint inference_model_version_taken unique,
  based_on text not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  model jsonb not null,
  report jsonb not null,
  active boolean not null default false,
  proposed_at timestamptz not null default now(),
  proposed_by uuid references account,
  switched_at timestamptz,
  switched_by uuid references account
);
create unique index inference_model_one_active on inference_model (active) where active;

grant select, insert, update, delete on inference_model to youzhu_app;
alter table inference_model enable row level security;
create policy staff on inference_model to youzhu_app using (true) with check (true);

-- Switching is an event, in a stream of the model's own.
alter table event drop constraint event_stream_kind_check;
alter table event add constraint event_stream_kind_check
  check (stream_kind in ('component', 'case', 'inquiry', 'import', 'unit', 'account', 'rule_pack', 'area', 'model'));
