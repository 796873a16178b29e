-- Two accounts of one person are one person: an account belongs to whoever has its personnel number, and what takes two persons
-- compares persons. Accounts that were there before have no number yet; each stands for somebody of its own until it has one.
create table person (
  id uuid primary key,
  -- In capitals, without blanks around it: as it is on the pass.
  number text not null check (number = upper(btrim(number)) and length(number) between 1 and 40),
  created_at timestamptz not null default now(),
  constraint person_number_taken unique (number)
);
grant select, insert on person to youzhu_app;
alter table person enable row level security;
create policy staff on person to youzhu_app using (true) with check (true);

alter table account add column person_id uuid references person (id);
create index account_person on account (person_id);
