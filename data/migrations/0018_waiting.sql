-- What an inquiry waits for and whose step that is, as the domain says it (server/domain/inquiry/waiting.ts): lists ask by it.
-- Rows from before are stated anew by the job "start missing clocks".
alter table inquiry add column awaits_step text, add column awaits_roles text[] not null default '{}', add column escalated_to text;
create index inquiry_unstated on inquiry (id) where awaits_step is null and (open or state = 'BACKSTOP');
create index case_file_clockless on case_file (id) where open and next_due_at is null;
