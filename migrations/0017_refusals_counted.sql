-- Refusals are counted by the minute, so that a program that is refused a thousand times a second cannot fill the audit log: the
-- first, the tenth, the hundredth … within a minute leave a line. A row for each kind of refusal that a user has met; it stays.
create table refusal_count (
    account_id bigint not null references account,
    -- As in the lines.
    actor text not null,
    action text not null,
    why text not null,
    count bigint not null default 1,
    -- When the minute began.
    since timestamptz not null default clock_timestamp(),
    primary key (account_id, actor, action, why)
);
call protect_by_account('refusal_count');
grant select, insert, update on refusal_count to birk_app;
