-- Who did what, from where, with which outcome. Lines are added, never changed.
create table audit_line (
    line_id bigint generated always as identity primary key,
    account_id bigint not null references account,
    at timestamptz not null,
    user_id bigint references portal_user,
    -- The e-mail at that time, or "birk" for the system and "cli" for the operator.
    actor text not null,
    address inet,
    action text not null,
    object text not null default '',
    outcome text not null check (outcome in ('done', 'refused', 'failed')),
    detail jsonb not null default '{}'
);

create index audit_line_account_at on audit_line (account_id, at desc, line_id desc);

call protect_by_account('audit_line');
grant select, insert on audit_line to birk_app;
