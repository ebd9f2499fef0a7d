-- From where an operation was asked for, through which form of the portal, and what it shall change as it was reviewed.
alter table operation
    add column address inet,
    add column feature text not null default '',
    -- [{"of": "expiry", "before": "2026-12-31", "after": "2027-12-31"}, …]: words of dk::Detail; a missing side is none.
    add column changes jsonb not null default '[]';

-- An audit line's instant is the database's; whoever writes the line cannot set it.
alter table audit_line alter column at set default clock_timestamp();
revoke insert on audit_line from birk_app;
grant insert (account_id, user_id, actor, address, action, object, outcome, detail) on audit_line to birk_app;

-- What was typed into a form of a registry operation, from its review until it is sent: the review has an address of its own,
-- and going back loses nothing. Sealed, since authorization codes are among it; another user's is never found.
create table form_draft (
    form_draft_id bigint generated always as identity primary key,
    account_id bigint not null references account,
    user_id bigint not null references portal_user,
    -- The form's own random key, and its page.
    form_key text not null,
    path text not null,
    fields bytea not null,
    kept_at timestamptz not null default clock_timestamp(),
    unique (user_id, form_key)
);
create index form_draft_age on form_draft (account_id, kept_at);
call protect_by_account('form_draft');
grant select, insert, update, delete on form_draft to birk_app;
