-- Which EPP session slot an operation was sent through. While that lease lives, its holder still waits for the answer; once it
-- has lapsed, nobody does, and the operation is "uncertain".
alter table operation
    add column sent_slot text,
    add column sent_holder uuid,
    add column sent_fence bigint;
