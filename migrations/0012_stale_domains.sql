-- Workers: accounts with a domain that the registry should be asked about again.
create policy lookup on domain_index for select to birk_owner using (true);

create function accounts_with_stale_domains(p_now timestamptz)
    returns table (account_id bigint)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select distinct d.account_id from domain_index d where d.refresh_at <= p_now $$;

revoke all on function accounts_with_stale_domains(timestamptz) from public;
grant execute on function accounts_with_stale_domains(timestamptz) to birk_app;
