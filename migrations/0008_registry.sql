-- Leases: EPP session slots ('epp-1' …) and the right to poll ('poll'). A lease has an expiry and a fencing number.
create table lease (
    account_id bigint not null references account,
    name text not null,
    holder uuid not null,
    fence bigint not null,
    expires_at timestamptz not null,
    primary key (account_id, name)
);
call protect_by_account('lease');
grant select, insert, update, delete on lease to birk_app;

-- Poll messages: the raw answer first, applied in the same transaction, acknowledged after the commit.
create table poll_message (
    message_id bigint generated always as identity primary key,
    account_id bigint not null references account,
    environment text not null,
    epp_user text not null,
    msg_id text not null,
    queued_at timestamptz not null,
    received_at timestamptz not null,
    text text not null,
    kind text not null default 'other',
    object_kind text not null default 'none' check (object_kind in ('domain', 'contact', 'host', 'none')),
    object text not null default '',
    -- The pending action's result, where the message brings one.
    pa_result boolean,
    pa_cl_trid text,
    pa_sv_trid text,
    risk text,
    operation_id uuid references operation,
    -- The whole response, authorization tokens masked.
    raw_xml text not null,
    -- Why it could not be applied; a person must look.
    flagged text,
    acknowledged_at timestamptz,
    handled_at timestamptz,
    handled_by text,
    unique (environment, epp_user, msg_id, queued_at)
);
create index poll_message_newest on poll_message (account_id, queued_at desc, message_id desc);
create index poll_message_object on poll_message (account_id, object_kind, object, queued_at desc);
create index poll_message_unhandled on poll_message (account_id) where handled_at is null;
create index poll_message_unacknowledged on poll_message (account_id) where acknowledged_at is null;
call protect_by_account('poll_message');
grant select, insert, update on poll_message to birk_app;

-- The portfolio index: EPP cannot list, so what Birk does, hears and asks is mirrored here.
create table domain_index (
    account_id bigint not null references account,
    -- U-label, the registry's form.
    name text not null,
    ascii_name text not null,
    registrant text,
    registrant_name text,
    -- 'registrar' or 'registrant'
    management text,
    sponsor text,
    statuses text[] not null default '{}',
    created_at timestamptz,
    expires_at timestamptz,
    auto_renew boolean,
    delete_at timestamptz,
    name_servers text[] not null default '{}',
    signed boolean not null default false,
    reference text not null default '',
    po_number text not null default '',
    account_code text not null default '',
    source text not null default 'operation',
    confirmed_at timestamptz,
    -- When to ask the registry again at the latest.
    refresh_at timestamptz,
    primary key (account_id, name)
);
create index domain_index_expiry on domain_index (account_id, expires_at);
create index domain_index_registrant on domain_index (account_id, registrant);
create index domain_index_refresh on domain_index (refresh_at) where refresh_at is not null;
call protect_by_account('domain_index');
grant select, insert, update, delete on domain_index to birk_app;

create table contact_index (
    account_id bigint not null references account,
    handle text not null,
    name text not null default '',
    organisation text not null default '',
    user_type text,
    email text,
    country text,
    city text,
    cvr text,
    management text,
    verified boolean,
    verification text,
    verify_before timestamptz,
    source text not null default 'operation',
    confirmed_at timestamptz,
    primary key (account_id, handle)
);
create index contact_index_name on contact_index (account_id, lower(name));
call protect_by_account('contact_index');
grant select, insert, update, delete on contact_index to birk_app;

create table host_index (
    account_id bigint not null references account,
    name text not null,
    ascii_name text not null,
    addresses text[] not null default '{}',
    administrator text,
    statuses text[] not null default '{}',
    source text not null default 'operation',
    confirmed_at timestamptz,
    primary key (account_id, name)
);
call protect_by_account('host_index');
grant select, insert, update, delete on host_index to birk_app;
