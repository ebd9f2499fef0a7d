-- One undecided operation of a kind for a name at a time: two people (or two browser tabs) that apply for the same name at
-- the same moment must not send two applications.
create unique index operation_one_open on operation (account_id, kind, object)
    where kind in ('domain.create', 'host.create') and state in ('planned', 'sent', 'uncertain');
