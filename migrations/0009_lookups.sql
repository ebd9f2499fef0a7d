-- What must look before an account is known. Each returns only what its caller needs; nothing else crosses accounts.

-- Sign-in: who has this e-mail (at most one row).
create function find_sign_in(p_email text)
    returns table (user_id bigint, account_id bigint, password_hash text, disabled boolean)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select u.user_id, u.account_id, u.password_hash, u.disabled_at is not null
          from portal_user u where u.email = lower(p_email) $$;

-- Workers: the accounts there are.
create function working_accounts()
    returns table (account_id bigint)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select a.account_id from account a order by 1 $$;

-- Workers: accounts with an operation to look after.
create function accounts_with_open_operations(p_now timestamptz)
    returns table (account_id bigint)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select distinct o.account_id from operation o
          where o.state in ('planned', 'sent', 'uncertain') and o.next_check_at <= p_now $$;

revoke all on function find_sign_in(text), working_accounts(), accounts_with_open_operations(timestamptz) from public;
grant execute on function find_sign_in(text), working_accounts(), accounts_with_open_operations(timestamptz) to birk_app;

-- /readyz compares the applied migrations with those the server was built with. (Absent where plain psql applied them.)
do $$ begin
    if to_regclass('_sqlx_migrations') is not null then
        grant select on _sqlx_migrations to birk_app;
    end if;
end $$;
