-- A clock is told from another by its kind, its rule and its start: what became a danger in the minute in which somebody was sent has a
-- second clock for coming, by the rule for dangers, and the first one stays on record.
alter table deadline drop constraint deadline_stream_id_kind_started_at_key;
alter table deadline add constraint deadline_stream_id_kind_rule_id_started_at_key unique (stream_id, kind, rule_id, started_at);
