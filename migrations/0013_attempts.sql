-- Each sending of an operation: under its own client transaction id, through which session, what the object looked like
-- right before, and what became of it. A verdict names its attempt, so that a server that was away for a while cannot tell
-- an older story about a newer one.
create table attempt (
    operation_id uuid not null references operation,
    n integer not null check (n > 0),
    account_id bigint not null references account,
    cl_trid text not null unique check (length(cl_trid) between 3 and 64),
    -- The server that sent it, and the lease of the session that carried it: while that lease lives, the answer is awaited.
    holder uuid,
    slot text,
    fence bigint,
    -- The answer to the question that was asked right before.
    before jsonb,
    sent_at timestamptz not null,
    -- When the answer came, or the connection ended without one.
    ended_at timestamptz,
    -- None while it is under way. lost: no answer, nothing known. not_executed, executed: proven by questions. repeated: sent
    -- again without proof, since twice is the same as once.
    -- accepted, refused: answered. granted, rejected: the registry's decision by message. taken: the object is another's.
    verdict text check (verdict in
        ('not_sent', 'lost', 'not_executed', 'repeated', 'executed', 'accepted', 'refused', 'granted', 'rejected', 'taken')),
    code integer,
    sv_trid text,
    -- What else was heard of it, such as an answer that came after another attempt had been made.
    note text,
    primary key (operation_id, n)
);
call protect_by_account('attempt');
grant select, insert, update on attempt to birk_app;

alter table operation
    -- The number of its newest attempt; 0 before the first.
    add column attempt integer not null default 0,
    -- Who may send it, or ask about it, until when. The number grows with every claim: an older claim decides nothing.
    add column claim bigint not null default 0,
    add column claim_holder uuid,
    add column claim_until timestamptz,
    -- How often in a row the registry, asked, showed nothing of it.
    add column negatives integer not null default 0,
    -- What no other operation of the account may ask for meanwhile.
    add column excludes text;

-- What was sent before this version. (The owner sees all rows for the length of this migration.)
alter table operation no force row level security;
alter table attempt no force row level security;
insert into attempt (operation_id, n, account_id, cl_trid, holder, slot, fence, sent_at, ended_at, verdict, code, sv_trid)
select operation_id, 1, account_id, cl_trid, sent_holder, sent_slot, sent_fence, sent_at,
       case when state not in ('planned', 'sent') then coalesce(answered_at, settled_at, sent_at) end,
       case when state = 'sent' then null
            when state = 'planned' then 'not_executed'
            when state = 'uncertain' then 'lost'
            when state = 'pending' then 'accepted'
            when state = 'done' then case when result_code is null then 'executed' else 'accepted' end
            when outcome ? 'message_kind' then 'rejected'
            when outcome ? 'not_sent' then 'not_executed'
            else 'refused' end,
       result_code, sv_trid
from operation where sent_at is not null;
update operation set attempt = 1 where sent_at is not null;
-- An undecided application keeps its deadline from now on.
update operation set next_check_at = now() where state = 'pending';

-- Of two undecided ones for the same object, which the rule that held until now allowed, the newest stands in the way.
update operation o set excludes = o.kind || ' ' || o.object
where o.kind in ('domain.create', 'host.create') and o.state in ('planned', 'sent', 'uncertain', 'pending')
  and not exists (select 1 from operation p
      where p.account_id = o.account_id and p.kind = o.kind and p.object = o.object
        and p.state in ('planned', 'sent', 'uncertain', 'pending')
        and (p.planned_at, p.operation_id) > (o.planned_at, o.operation_id));
alter table operation force row level security;
alter table attempt force row level security;
create unique index operation_excludes on operation (account_id, excludes) where excludes is not null;

drop index operation_one_open, operation_open;
create index operation_due on operation (next_check_at)
    where state in ('planned', 'sent', 'uncertain', 'pending') and needs_person is null;
alter table operation drop column sent_slot, drop column sent_holder, drop column sent_fence;

-- Workers: accounts with an operation to look after, by the one clock that all servers share.
drop function accounts_with_open_operations(timestamptz);
create function accounts_with_open_operations()
    returns table (account_id bigint)
    language sql volatile security definer set search_path = public, pg_temp
    as $$ select distinct o.account_id from operation o
          where o.state in ('planned', 'sent', 'uncertain', 'pending') and o.needs_person is null
            and o.next_check_at <= clock_timestamp() $$;
revoke all on function accounts_with_open_operations() from public;
grant execute on function accounts_with_open_operations() to birk_app;
