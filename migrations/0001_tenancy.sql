-- The account of the running transaction. Birk sets it once per transaction
-- (set_config('birk.account_id', …, true)); unset means "no account", which matches no row.
create function current_account() returns bigint
    language sql stable parallel safe
    as $$ select nullif(current_setting('birk.account_id', true), '')::bigint $$;

-- Puts a table under the tenant rule: forced row-level security, and the application role sees and
-- writes rows of the current account only. The owner gets no policy here: without a current account it sees nothing either.
create procedure protect_by_account(target regclass)
    language plpgsql
    as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format(
        'create policy tenant on %s using (account_id = (select current_account())) '
        'with check (account_id = (select current_account()))', target);
end
$$;

grant usage on schema public to birk_app;
