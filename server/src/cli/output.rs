//! What commands print: plain lines and tab-separated tables on standard output, what is wrong on standard error.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

/// Standard output cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("standard output: {0}")]
pub(super) struct OutputError(#[from] io::Error);

/// Writes a line to standard output.
///
/// # Errors
/// Where it cannot be written. [`failure`] forgives a reader that had enough, as in `birk user list | head -n 1`.
pub(super) fn say(line: impl Display) -> Result<(), OutputError> {
    Ok(writeln!(io::stdout(), "{line}")?)
}

/// Writes a remark to standard error, out of the way of those who read standard output.
pub(super) fn remark(line: impl Display) {
    // Nobody is left to be told where standard error is gone.
    let _ = writeln!(io::stderr(), "{line}");
}

/// Writes a table: fields parted by tabs, the first line names the columns.
///
/// # Errors
/// As [`say`].
pub(super) fn table<const N: usize>(
    columns: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> Result<(), OutputError> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    writeln!(out, "{}", columns.join("\t"))?;
    for row in rows {
        writeln!(out, "{}", row.map(|field| cell(&field)).join("\t"))?;
    }
    Ok(out.flush()?)
}

/// A field without what would break the table or steer the operator's terminal: people type names and notes.
pub(super) fn cell(field: &str) -> String {
    match field {
        "" => "-".to_owned(),
        field => field.chars().map(|c| if c.is_control() { ' ' } else { c }).collect(),
    }
}

/// Tells what went wrong, causes included, and the exit status for it.
pub(super) fn failure(error: &anyhow::Error) -> ExitCode {
    if error.downcast_ref().is_some_and(|OutputError(error)| error.kind() == io::ErrorKind::BrokenPipe) {
        return ExitCode::SUCCESS;
    }
    remark(format_args!("birk: {}", describe(error)));
    ExitCode::from(1)
}

/// The error with its causes, those left out that the text before has told already, and advice where it is known.
pub(super) fn describe(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if text.is_empty() {
            text = cause;
        } else if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    match advice(error) {
        Some(advice) => format!("{text}\n{advice}"),
        None => text,
    }
}

fn advice(error: &anyhow::Error) -> Option<&'static str> {
    let database = error.chain().find_map(|cause| cause.downcast_ref::<sqlx::Error>()?.as_database_error());
    match database?.code()?.as_ref() {
        // undefined_table, undefined_column, undefined_function
        "42P01" | "42703" | "42883" => Some("The database's tables are not up to date: run `birk migrate`."),
        // insufficient_privilege
        "42501" => Some("Is owner_database_url the role birk_owner, and were the tables made by `birk migrate`?"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_cannot_break_a_table_or_steer_a_terminal() {
        assert_eq!(cell("Nordisk Domæne ApS"), "Nordisk Domæne ApS");
        assert_eq!(cell("a\tb\n\u{1b}[2Jc"), "a b  [2Jc");
        assert_eq!(cell(""), "-");
    }

    #[test]
    fn causes_are_told_once() {
        let error = anyhow::anyhow!("no such file").context("cannot read: no such file").context("import");
        assert_eq!(describe(&error), "import: cannot read: no such file");
    }
}
