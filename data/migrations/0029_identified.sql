-- A provisional component that turned out to be a registered one (docs/domain.md#d5): it is retired, and leads there.
alter table component add column identified_with uuid references component;
alter table component add column identified_on date;
alter table component add constraint component_identified check ((identified_with is null) = (identified_on is null) and (identified_with is null or retired));
create index component_identified_with on component (identified_with) where identified_with is not null;
