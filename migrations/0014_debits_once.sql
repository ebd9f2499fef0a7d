-- A debit is expected of an attempt, and each sight of the balance takes in the debits that were written since the one
-- before: by a mark on the debit, since their numbers are not in the order in which they become visible.
alter table expected_debit
    add column attempt integer not null default 1,
    add column balance_id bigint references balance_seen;
drop index expected_debit_once;
create unique index expected_debit_once on expected_debit (operation_id, attempt, billable);
create index expected_debit_unseen on expected_debit (account_id) where balance_id is null;
grant update (balance_id) on expected_debit to birk_app;

alter table balance_seen
    -- What of all movement so far the operations that were open then may explain: it lies between low and high.
    add column carried numeric(14, 2) not null default 0,
    add column low numeric(14, 2) not null default 0,
    add column high numeric(14, 2) not null default 0;
grant update (unexplained, carried, low, high) on balance_seen to birk_app;

-- What could not be told at the time is carried on, from the last sight that could.
alter table balance_seen no force row level security;
alter table expected_debit no force row level security;
update balance_seen b set carried = b.balance - base.balance + coalesce(
        (select sum(d.amount) from expected_debit d
         where d.account_id = b.account_id and d.at >= base.at and d.at < b.at), 0)
from balance_seen base
where b.unexplained is null and base.account_id = b.account_id
  and base.balance_id = (select max(e.balance_id) from balance_seen e
      where e.account_id = b.account_id and e.unexplained is not null and e.balance_id < b.balance_id);
update balance_seen set unexplained = 0 where unexplained is null;
update expected_debit d set balance_id = (select max(b.balance_id) from balance_seen b
    where b.account_id = d.account_id and b.at > d.at);
alter table balance_seen force row level security;
alter table expected_debit force row level security;
alter table balance_seen alter column unexplained set not null, alter column unexplained set default 0;
comment on column balance_seen.unexplained is
    'Movement since the previous sight that no debit explains and no open operation can explain';
