-- One clock. Whatever asks for the time asks these functions; what a training town has moved time on by is in one row. Only
-- forward: what was told at a later hour cannot become something that is yet to come.
create table training_clock (
  only_row boolean primary key default true check (only_row),
  ahead interval not null default '0' check (ahead >= '0'),
  -- Where a move under way leads, and who made it; a server that stopped half way finishes it.
  goal interval check (goal >= ahead),
  moved_by uuid references account
);
insert into training_clock default values;
create function clock_never_back() returns trigger language plpgsql as $$ begin
  if tg_op <> 'UPDATE' or new.ahead < old.ahead then raise exception 'the training clock is never turned back'; end if;
  return new;
end $$;
create trigger never_back before update or delete on training_clock for each row execute function clock_never_back();
create trigger never_emptied before truncate on training_clock for each statement execute function clock_never_back();
grant select, update on training_clock to youzhu_app;
grant select (ahead) on training_clock to youzhu_unit;

create function youzhu_real_now() returns timestamptz language sql stable parallel safe as $$ select now() $$;
create function youzhu_now() returns timestamptz language sql stable parallel safe as
  $$ select now() + coalesce((select ahead from public.training_clock), '0') $$;
create function youzhu_today() returns date language sql stable parallel safe as
  $$ select (public.youzhu_now() at time zone 'Asia/Shanghai')::date $$;

-- What tells a fact of the city or of an office is dated by the registry's clock,
alter table account alter created_at set default youzhu_now();
alter table bulk_opening alter requested_at set default youzhu_now();
alter table case_file alter changed_at set default youzhu_now();
alter table clean_up_run alter started_at set default youzhu_now();
alter table component alter changed_at set default youzhu_now();
alter table import_batch alter created_at set default youzhu_now();
alter table inference_model alter proposed_at set default youzhu_now();
alter table inquiry alter changed_at set default youzhu_now();
alter table person alter created_at set default youzhu_now();
alter table photo alter uploaded_at set default youzhu_now();
alter table rule_draft alter created_at set default youzhu_now(), alter changed_at set default youzhu_now();
alter table rule_pack alter changed_at set default youzhu_now();
alter table unit_succession alter began_at set default youzhu_now();
-- and what is technical by the machine's: nobody is signed out because the town's clock was moved on.
alter table idempotency alter created_at set default youzhu_real_now();
alter table session alter created_at set default youzhu_real_now(), alter seen_at set default youzhu_real_now();
alter table schema_migration alter applied_at set default youzhu_real_now();
