-- What each database role may touch. The application checks first and better (server/auth/visibility.ts); these
-- policies are the net under it: a query that forgets its condition shows an owner unit nothing that is not its own.
grant select, insert, update, delete on all tables in schema public to youzhu_app;
revoke update, delete, truncate on event from youzhu_app;
revoke update, delete, truncate on event_leaf from youzhu_app;
revoke all on schema_migration from youzhu_app;
grant usage on all sequences in schema public to youzhu_app;

grant select on division, component_class, rule_pack, unit, unit_lineage, area, base_feature, setting, place_rule, component, component_code,
  component_role, case_file, inquiry, case_inquiry, inquiry_letter, evidence, deadline, network_line, photo, account, event, event_leaf, disclosure
  to youzhu_unit;

create function current_unit() returns uuid language sql stable as
  $$ select nullif(current_setting('youzhu.unit', true), '')::uuid $$;

-- SECURITY DEFINER: a policy that reads another guarded table would ask that table's policy in turn.
create function unit_was_asked(asked uuid, about uuid) returns boolean language sql stable security definer set search_path = public as
  $$ select exists (select from inquiry_letter where component_id = about and unit_id = asked) $$;
create function unit_serves(asked uuid, place geometry) returns boolean language sql stable security definer set search_path = public as
  $$ select coalesce((select service_area is null or ST_Intersects(service_area, place) from unit where id = asked), false) $$;
create function unit_may_see_component(asked uuid, about uuid) returns boolean language sql stable security definer set search_path = public as
  $$ select exists (
       select from component c where c.id = about and not c.restricted and (
         c.owner_unit_id = asked or unit_was_asked(asked, c.id)
         or (c.ownership_status in ('UNKNOWN', 'SUSPECTED', 'CLAIM_PENDING', 'DISPUTED') and unit_serves(asked, c.geom)))) $$;

do $$
declare guarded text;
begin
  foreach guarded in array array['component', 'component_code', 'component_role', 'case_file', 'inquiry', 'inquiry_letter', 'evidence',
                                 'network_line', 'photo', 'account', 'event', 'disclosure', 'case_inquiry', 'deadline'] loop
    execute format('alter table %I enable row level security', guarded);
    -- Without FORCE the owner of the tables is not asked; `using (true)` leaves no condition behind, so that the map's
    -- indexes stay usable for everybody but owner units.
    execute format('create policy staff on %I to youzhu_app using (true) with check (true)', guarded);
  end loop;
end $$;

create policy unit_sees on component for select to youzhu_unit using (
  not restricted and (owner_unit_id = (select current_unit())
    or (ownership_status in ('UNKNOWN', 'SUSPECTED', 'CLAIM_PENDING', 'DISPUTED') and unit_serves((select current_unit()), geom))
    or unit_was_asked((select current_unit()), id)));
create policy unit_sees on component_code for select to youzhu_unit using (unit_may_see_component((select current_unit()), component_id));
create policy unit_sees on component_role for select to youzhu_unit using (unit_may_see_component((select current_unit()), component_id));
create policy unit_sees on case_file for select to youzhu_unit using (unit_id = (select current_unit()) or unit_may_see_component((select current_unit()), component_id));
create policy unit_sees on case_inquiry for select to youzhu_unit using (true);
create policy unit_sees on inquiry for select to youzhu_unit using (unit_was_asked((select current_unit()), component_id) or owner_unit_id = (select current_unit())
  or unit_may_see_component((select current_unit()), component_id));
create policy unit_sees on inquiry_letter for select to youzhu_unit using (unit_id = (select current_unit()));
create policy unit_sees on evidence for select to youzhu_unit using (unit_id = (select current_unit()) and collected_by_unit_id = (select current_unit()));
create policy unit_sees on deadline for select to youzhu_unit using (unit_may_see_component((select current_unit()), component_id));
create policy unit_sees on network_line for select to youzhu_unit using (unit_id = (select current_unit()));
create policy unit_sees on photo for select to youzhu_unit using (uploaded_by_unit_id = (select current_unit())
  or (component_id is not null and unit_may_see_component((select current_unit()), component_id)));
create policy unit_sees on account for select to youzhu_unit using (unit_id = (select current_unit()));
create policy unit_sees on event for select to youzhu_unit using (component_id is not null and unit_may_see_component((select current_unit()), component_id));
create policy unit_sees on disclosure for select to youzhu_unit using (false);
