//! The migrations as texts: an SQL parser reads each of them, and the rules below are held against what it read.
//!
//! Where a test here fails after you wrote a migration, its message says where and why. Change the migration; or, where it must
//! be so, add a line with the reason to the exceptions beside the rule. A line that nothing needs any more is an error too, so
//! that the exceptions become fewer by themselves. Since a released migration is never edited, old exceptions stay.
//!
//! What the migrations do in a database, other tests show: `upgrade.rs` here, `site/tenancy.rs` of the server.

mod parsed;
mod schema;

use parsed::{Finding, Parsed, at, parse};
use schema::Schema;
use sqlparser::ast::{AlterColumnOperation, AlterTableOperation, DataType, Ident, ObjectType, Statement};

/// Statements that the parser does not know, by file and first words.
const UNREADABLE: [(&str, &str); 2] = [
    ("0001_tenancy.sql: create procedure protect_by_account", "the parser does not know PostgreSQL's procedures"),
    ("0009_lookups.sql: do", "the parser does not know do blocks"),
];

/// Columns, and tables, that a migration drops with all that is in them.
const DROPPED: [(&str, &str); 3] = [
    ("0013_attempts.sql: operation.sent_slot", "the same migration copies it into attempt.slot"),
    ("0013_attempts.sql: operation.sent_holder", "the same migration copies it into attempt.holder"),
    ("0013_attempts.sql: operation.sent_fence", "the same migration copies it into attempt.fence"),
];

/// References without an index. One is needed where the rows of a parent are looked for, which PostgreSQL itself does when the
/// parent is deleted.
const NOT_INDEXED: [(&str, &str); 7] = [
    ("audit_line.user_id", "users are never deleted; lines are looked for by account and time"),
    ("operation.user_id", "users are never deleted; operations are looked for by account, object and state"),
    ("draft.account_id", "accounts are never deleted; drafts are looked for by user"),
    ("consent.account_id", "accounts are never deleted; consents are looked for by operation"),
    ("poll_message.operation_id", "operations are never deleted; messages are looked for by object"),
    ("attempt.account_id", "accounts are never deleted; attempts are looked for by operation"),
    ("expected_debit.balance_id", "balances are never deleted; it is only asked which debits have none"),
];

/// Types that lose something, and what to write.
const TYPES: [(&str, &str); 16] = [
    ("timestamp", "timestamptz: an instant, whatever the zone of the session"),
    ("time", "timestamptz, or text: a time of day is no instant"),
    ("timetz", "timestamptz, or text: a time of day is no instant"),
    ("varchar", "text, with a check where a length matters"),
    ("character", "text, with a check where a length matters"),
    ("char", "text, with a check where a length matters"),
    ("real", "numeric: amounts must not be rounded"),
    ("float", "numeric: amounts must not be rounded"),
    ("float4", "numeric: amounts must not be rounded"),
    ("float8", "numeric: amounts must not be rounded"),
    ("double", "numeric: amounts must not be rounded"),
    ("money", "numeric(12, 2): money depends on the locale of the server"),
    ("json", "jsonb"),
    ("serial", "bigint generated always as identity"),
    ("bigserial", "bigint generated always as identity"),
    ("smallserial", "bigint generated always as identity"),
];

#[test]
fn every_statement_can_be_read() {
    judge(&parsed().unreadable, &UNREADABLE);
}

#[test]
fn migrations_are_numbered_without_gaps() {
    for (before, file) in parsed().files.iter().enumerate() {
        let number = format!("{:04}_", before + 1);
        assert!(file.starts_with(&number), "{file}: the name of the next migration begins with {number}");
    }
}

#[test]
fn every_table_has_a_primary_key() {
    judge(&without_primary_key(&parsed()), &[]);
}

#[test]
fn no_type_loses_anything() {
    judge(&lossy_types(&parsed()), &[]);
}

#[test]
fn nothing_is_dropped_unannounced() {
    judge(&dropped(&parsed()), &DROPPED);
}

#[test]
fn every_reference_has_an_index() {
    judge(&not_indexed(&parsed()), &NOT_INDEXED);
}

#[test]
fn row_level_security_is_put_back_where_it_was_lifted() {
    judge(&left_open(&parsed()), &[]);
}

fn without_primary_key(parsed: &Parsed) -> Vec<Finding> {
    let schema = Schema::of(parsed);
    let bare = schema.tables.iter().filter(|(_, table)| table.primary_key.is_none());
    bare.map(|(name, table)| Finding::new(name, &table.place, "this table has no primary key")).collect()
}

fn lossy_types(parsed: &Parsed) -> Vec<Finding> {
    let mut found = Vec::new();
    for (place, statement) in &parsed.statements {
        for (column, written) in types(statement) {
            let written = written.to_string().to_lowercase();
            let word = written.split(|c: char| !c.is_ascii_alphanumeric()).next();
            if let Some((_, better)) = TYPES.iter().find(|(lossy, _)| Some(*lossy) == word) {
                found.push(Finding::new(&column, place, &format!("not {written}, but {better}")));
            }
        }
    }
    found
}

/// The columns, as `table.column`, to which a statement gives a type.
fn types(statement: &Statement) -> Vec<(String, &DataType)> {
    match statement {
        Statement::CreateTable(table) => {
            table.columns.iter().map(|column| (at(&table.name, &column.name), &column.data_type)).collect()
        }
        Statement::AlterTable(alter) => {
            let typed = alter.operations.iter().filter_map(typed);
            typed.map(|(column, kind)| (at(&alter.name, column), kind)).collect()
        }
        _ => Vec::new(),
    }
}

/// The column to which a change of a table gives a type.
fn typed(change: &AlterTableOperation) -> Option<(&Ident, &DataType)> {
    match change {
        AlterTableOperation::AddColumn { column_def, .. } => Some((&column_def.name, &column_def.data_type)),
        AlterTableOperation::AlterColumn { column_name, op: AlterColumnOperation::SetDataType { data_type, .. } } => {
            Some((column_name, data_type))
        }
        _ => None,
    }
}

fn dropped(parsed: &Parsed) -> Vec<Finding> {
    let mut found = Vec::new();
    for (place, statement) in &parsed.statements {
        let gone: Vec<String> = match statement {
            Statement::Drop { object_type: ObjectType::Table | ObjectType::Schema, names, .. } => {
                names.iter().map(ToString::to_string).collect()
            }
            Statement::AlterTable(alter) => {
                let columns = alter.operations.iter().filter_map(|operation| match operation {
                    AlterTableOperation::DropColumn { column_names, .. } => Some(column_names),
                    _ => None,
                });
                columns.flatten().map(|column| at(&alter.name, column)).collect()
            }
            Statement::Truncate(_) | Statement::Delete(_) => vec![statement.to_string().to_lowercase()],
            _ => Vec::new(),
        };
        let finding = |what| Finding::new(&format!("{}: {what}", place.file), place, "all that is in it would be lost");
        found.extend(gone.into_iter().map(finding));
    }
    found
}

fn not_indexed(parsed: &Parsed) -> Vec<Finding> {
    let mut found = Vec::new();
    for (name, table) in &Schema::of(parsed).tables {
        for reference in table.references.iter().filter(|reference| !table.finds(&reference.columns)) {
            let what = format!("{name}.{}", reference.columns.join("+"));
            let words = format!("no index begins with this reference to {}", reference.to);
            found.push(Finding::new(&what, &reference.place, &words));
        }
    }
    found
}

fn left_open(parsed: &Parsed) -> Vec<Finding> {
    let mut lifted: Vec<Finding> = Vec::new();
    for (place, statement) in &parsed.statements {
        let Statement::AlterTable(alter) = statement else { continue };
        let what = format!("{}: {}", place.file, alter.name);
        for operation in &alter.operations {
            match operation {
                AlterTableOperation::NoForceRowLevelSecurity | AlterTableOperation::DisableRowLevelSecurity => {
                    lifted.push(Finding::new(
                        &what,
                        place,
                        "this migration lifts row-level security, and leaves it so",
                    ));
                }
                AlterTableOperation::ForceRowLevelSecurity => lifted.retain(|finding| finding.what != what),
                _ => {}
            }
        }
    }
    lifted
}

fn parsed() -> Parsed {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<(String, String)> = files
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    parse(&files)
}

/// Fails with what was found and is no exception, and with exceptions that nothing needs.
fn judge(found: &[Finding], exceptions: &[(&str, &str)]) {
    let complaints = complaints(found, exceptions);
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

fn complaints(found: &[Finding], exceptions: &[(&str, &str)]) -> Vec<String> {
    let wrong = found.iter().filter(|finding| exceptions.iter().all(|(what, _)| *what != finding.what));
    let idle = exceptions.iter().filter(|(what, _)| found.iter().all(|finding| *what != finding.what));
    let idle = idle.map(|(what, why)| format!("\"{what}\" ({why}) is an exception that nothing needs: take it out"));
    wrong.map(ToString::to_string).chain(idle).collect()
}

#[test]
fn the_rules_find_what_breaks_them() {
    let bad = "
        create table a (name varchar(9) primary key, b_id bigint references b, c_id bigint references c on delete cascade, at timestamp);
        create table d (a_id text, x double precision, foreign key (a_id) references a);
        create index d_part on d (a_id) where x > 0;
        create index a_b on a (b_id) where b_id is not null;
        create index a_c on a (c_id);
        drop index a_c;
        alter table d add column y float8, drop column x, alter column y type real;
        alter table a no force row level security;
        alter table d no force row level security;
        alter table d force row level security;
        delete from a;
        drop table e;
        nonsense and more;";
    let parsed = parse(&[("0001_bad.sql".to_owned(), bad.to_owned())]);
    let what = |found: Vec<Finding>| found.into_iter().map(|finding| finding.what).collect::<Vec<_>>();
    assert_eq!(what(without_primary_key(&parsed)), ["d"]);
    assert_eq!(what(lossy_types(&parsed)), ["a.name", "a.at", "d.x", "d.y", "d.y"]);
    assert_eq!(what(not_indexed(&parsed)), ["a.c_id", "d.a_id"]);
    assert_eq!(what(dropped(&parsed)), ["0001_bad.sql: d.x", "0001_bad.sql: delete from a", "0001_bad.sql: e"]);
    assert_eq!(what(left_open(&parsed)), ["0001_bad.sql: a"]);
    let unreadable = &parsed.unreadable[0];
    assert_eq!((unreadable.what.as_str(), unreadable.place.line), ("0001_bad.sql: nonsense and more", 14));

    let found = [Finding::new("x", &unreadable.place, "is wrong")];
    assert_eq!(complaints(&found, &[]), ["0001_bad.sql:14: x: is wrong"]);
    assert!(complaints(&found, &[("x", "for a reason")]).is_empty());
    assert!(complaints(&[], &[("x", "for a reason")])[0].contains("take it out"));
}
