-- A registrar account (REG-handle) and how Birk signs in to the registry for it.
create table account (
    account_id bigint generated always as identity primary key,
    handle text not null unique check (handle ~ '^REG-[0-9]{6}$'),
    name text not null check (name <> ''),
    country text not null check (country ~ '^[A-Z]{2}$'),
    language text not null default 'da' check (language in ('da', 'en')),
    environment text not null check (environment in ('sandbox', 'production')),
    -- The EPP service user, and its password sealed with the key of BIRK_SECRET_KEY (never in clear).
    epp_user text not null,
    epp_password bytea not null,
    -- Sessions the registry grants this account at the same time.
    epp_sessions smallint not null default 4 check (epp_sessions between 1 and 64),
    renews_by_default boolean not null default true,
    verification_by text not null default 'registry' check (verification_by in ('registrar', 'registry')),
    -- Acknowledging poll messages takes them away from every other client of the account, so a person must say
    -- that Birk owns the queue.
    queue_owned_since timestamptz,
    queue_owned_by text,
    created_at timestamptz not null
);

call protect_by_account('account');
-- Sign-in and job pick-up look before an account is known, through the functions of 0009.
create policy lookup on account for select to birk_owner using (true);
-- `birk account create` makes the row whose id it cannot know yet.
create policy found on account for insert to birk_owner with check (true);
grant select, update on account to birk_app;
