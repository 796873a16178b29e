-- Two migrations that did not know of each other each named the kinds of stream: both kinds are streams.
alter table event drop constraint event_stream_kind_check;
alter table event add constraint event_stream_kind_check check (
  stream_kind in ('component', 'case', 'inquiry', 'import', 'unit', 'account', 'rule_pack', 'area', 'model', 'clock', 'calendar'));

-- Where a move of the training clock leads is shown over every page, an outsider's too.
grant select (goal) on training_clock to youzhu_unit;
