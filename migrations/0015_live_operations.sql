-- Every change that a person may be looking at is told to the servers, so that open pages follow it without asking again and
-- again. A step tells of the operation that it belongs to as well; what is only now planned nobody looks at yet.
create function tell_of_operation() returns trigger
language plpgsql as $$
begin
    perform pg_notify('birk_operation', new.operation_id::text);
    if new.parent_id is not null then
        perform pg_notify('birk_operation', new.parent_id::text);
    end if;
    return null;
end
$$;
create trigger operation_step_told after insert on operation
    for each row when (new.parent_id is not null) execute function tell_of_operation();
create trigger operation_change_told after update on operation
    for each row when (old.version is distinct from new.version) execute function tell_of_operation();
