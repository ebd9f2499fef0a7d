-- Networks from which an account's people may use the portal. An empty list admits nobody.
create table allowlist_entry (
    entry_id bigint generated always as identity primary key,
    account_id bigint not null references account,
    network cidr not null,
    note text not null default '',
    created_at timestamptz not null,
    created_by text not null,
    unique (account_id, network)
);

call protect_by_account('allowlist_entry');
grant select, insert, delete, update (note) on allowlist_entry to birk_app;
