-- Browser sessions, as tower-sessions' PostgreSQL store expects them. The data is opaque; who it belongs to is inside.
create schema tower_sessions;
create table tower_sessions.session (
    id text primary key not null,
    data bytea not null,
    expiry_date timestamptz not null
);
create index session_expiry on tower_sessions.session (expiry_date);
grant usage on schema tower_sessions to birk_app;
grant select, insert, update, delete on tower_sessions.session to birk_app;

-- Failed sign-ins per address and per e-mail (hashed: it may be a stranger's typing slip, or a password).
create table login_throttle (
    bucket bytea primary key,
    failures integer not null,
    first_failure_at timestamptz not null
);
create index login_throttle_age on login_throttle (first_failure_at);
grant select, insert, update, delete on login_throttle to birk_app;

-- What a person had typed when the session turned out to be over; given back to the same person, once, for a short time.
-- Secrets are never in it, and the content is sealed.
create table draft (
    draft_id bigint generated always as identity primary key,
    account_id bigint not null references account,
    user_id bigint not null references portal_user,
    path text not null,
    fields bytea not null,
    created_at timestamptz not null,
    unique (user_id, path)
);
call protect_by_account('draft');
grant select, insert, update, delete on draft to birk_app;
