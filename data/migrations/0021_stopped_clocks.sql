-- A clock that is stopped says by which kind of event, so that a figure after exemption can name it. One whose step is given up
-- after it ran out is not cancelled: it lapses, and stays overdue.
alter table deadline add column cancelled_by text, add column lapsed_at timestamptz;

-- Clocks of before: what stopped them stands in the history at the same moment.
update deadline d set cancelled_by = e.kind
from event e
where d.cancelled_at is not null and e.stream_id = d.stream_id and e.occurred_at = d.cancelled_at
  and e.kind in ('CLOCKS_REBASED', 'EXTENSION_GRANTED', 'CASE_SUSPENDED', 'CASE_VOIDED', 'CASE_FORCED_CLOSED', 'CASE_MERGED', 'CASE_CLOSED');
