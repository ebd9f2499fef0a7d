-- The operation journal: everything with side effects at the registry is committed here before its first byte is sent.
create table operation (
    operation_id uuid primary key,
    account_id bigint not null references account,
    user_id bigint references portal_user,
    actor text not null,
    -- e.g. domain.create, contact.create, host.create
    kind text not null,
    object_kind text not null check (object_kind in ('domain', 'contact', 'host', 'account')),
    -- Name or handle; a contact's handle is known only after the answer.
    object text not null,
    -- An operation that belongs to another (the contact made for a registration).
    parent_id uuid references operation,
    cl_trid text not null unique check (length(cl_trid) between 3 and 64),
    sv_trid text,
    tracking_no text,
    -- user + form + form key; the same key with another payload is a conflict.
    idempotency_key text not null,
    payload_hash bytea not null,
    -- The typed request without secrets; secrets apart, sealed, and erased once settled.
    request jsonb not null,
    secrets bytea,
    state text not null default 'planned'
        check (state in ('planned', 'sent', 'done', 'pending', 'refused', 'uncertain')),
    -- Raised by every change; a settled operation cannot be settled again by a slower worker.
    version integer not null default 0,
    result_code integer,
    result_text text,
    -- What the registry said in the end, e.g. {"risk":"BLUE","activated":true,"text":"…"}
    outcome jsonb not null default '{}',
    request_frame text,
    response_frame text,
    expected_debit numeric(12, 2),
    reference text not null default '',
    po_number text not null default '',
    account_code text not null default '',
    planned_at timestamptz not null,
    sent_at timestamptz,
    answered_at timestamptz,
    settled_at timestamptz,
    -- For "uncertain" and "planned" left behind: when to ask the registry next, and how often it was asked.
    next_check_at timestamptz,
    checks integer not null default 0,
    -- Set when no proof can be had and a person must choose.
    needs_person text,
    unique (account_id, idempotency_key)
);

create index operation_account_planned on operation (account_id, planned_at desc);
create index operation_object on operation (account_id, object_kind, object, planned_at desc);
create index operation_applications on operation (account_id, planned_at desc) where kind = 'domain.create';
create index operation_under_way on operation (account_id)
    where kind = 'domain.create' and state in ('planned', 'sent', 'pending', 'uncertain');
create index operation_open on operation (next_check_at) where state in ('planned', 'sent', 'uncertain');
create index operation_parent on operation (parent_id) where parent_id is not null;

call protect_by_account('operation');
create policy lookup on operation for select to birk_owner using (true);
grant select, insert, update on operation to birk_app;

-- How the registrant agreed: kept as evidence for as long as the account exists.
create table consent (
    consent_id bigint generated always as identity primary key,
    account_id bigint not null references account,
    operation_id uuid not null unique references operation,
    domain text not null,
    accepted_at timestamptz not null,
    method text not null,
    terms_version text not null,
    recorded_at timestamptz not null,
    recorded_by text not null
);
call protect_by_account('consent');
grant select, insert on consent to birk_app;

-- What Birk expects the registry to debit, and the balances it saw.
create table expected_debit (
    debit_id bigint generated always as identity primary key,
    account_id bigint not null references account,
    operation_id uuid references operation,
    billable text not null,
    object text not null,
    -- DKK; negative for a refund.
    amount numeric(12, 2) not null,
    at timestamptz not null
);
create index expected_debit_account on expected_debit (account_id, at desc);
create unique index expected_debit_once on expected_debit (operation_id, billable);
call protect_by_account('expected_debit');
grant select, insert on expected_debit to birk_app;

create table balance_seen (
    balance_id bigint generated always as identity primary key,
    account_id bigint not null references account,
    balance numeric(14, 2) not null,
    at timestamptz not null,
    -- Movement since the previous sight that the expected debits do not explain; null where it could not be told.
    unexplained numeric(14, 2)
);
create index balance_seen_account on balance_seen (account_id, at desc);
call protect_by_account('balance_seen');
grant select, insert on balance_seen to birk_app;

-- Dated prices (DKK), the operator's to import; the same for every account of an environment.
create table price (
    environment text not null check (environment in ('sandbox', 'production')),
    operation text not null,
    valid_from date not null,
    amount numeric(12, 2) not null check (amount >= 0),
    primary key (environment, operation, valid_from)
);
grant select on price to birk_app;
