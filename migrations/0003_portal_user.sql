-- A person who signs in with e-mail and password.
create table portal_user (
    user_id bigint generated always as identity primary key,
    account_id bigint not null references account,
    email text not null check (email = lower(email) and email like '%_@_%'),
    name text not null check (name <> ''),
    language text not null default 'da' check (language in ('da', 'en')),
    theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
    -- PHC string, argon2id.
    password_hash text not null,
    -- Sessions that began before this instant are over.
    password_changed_at timestamptz not null,
    meta_roles text[] not null check (meta_roles <@ array['administrator', 'registrar', 'proxy', 'payer', 'name_server_administrator']),
    disabled_at timestamptz,
    last_sign_in_at timestamptz,
    created_at timestamptz not null
);

-- An e-mail signs in to exactly one account.
create unique index portal_user_email on portal_user (email);
create index portal_user_account on portal_user (account_id);

call protect_by_account('portal_user');
create policy lookup on portal_user for select to birk_owner using (true);
grant select, insert, update on portal_user to birk_app;
