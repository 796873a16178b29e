-- A provisional component that turned out to be a registered one (docs/domain.md#d5): it is retired, and leads there.
alter table component add column identified_with uuid references component;
alter table component add column identified_on date;
alter table component add constraint component_identified check ((identified_with is null) = (identified_on is null) and (identified_with is null or retired));
create index component_identified_with on component (identified_with) where identified_with is not null;

-- A letter that became unreadable for its unit, because the component became a restricted one: no silence (docs/domain.md#d26).
alter table inquiry_letter drop constraint inquiry_letter_answer_check;
alter table inquiry_letter add constraint inquiry_letter_answer_check
  check (answer in ('CLAIM', 'DENY', 'NEED_SITE_VISIT', 'NO_REPLY', 'UNIT_DISSOLVED', 'UNSEEN'));

-- To which of two streets a component belongs, as their common superior has decided, and for which days (docs/domain.md#d6).
alter table component add column street_decided jsonb;
create index component_street_decided on component ((street_decided ->> 'unitId')) where street_decided is not null;
-- What the convener has to enter: the cases about which two streets do not agree.
create index case_file_disagreed on case_file (urgency, id) where open and state_json ->> 'disagreed' is not null;
