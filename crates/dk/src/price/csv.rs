//! A price list as CSV.

use std::fmt::Write as _;

use csv::{Reader, ReaderBuilder, StringRecord, Terminator};
use time::Date;
use time::macros::format_description;

use super::{Billable, Price, PriceList};
use crate::money::{Money, MoneyError};

/// The fields of a line, by name, as the heading has them.
const HEADING: [&str; 3] = ["operation", "valid_from", "amount"];

/// Begins a line that is not read.
const REMARK: u8 = b'#';

/// Why a price list is refused. Lines are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PriceListError {
    /// The first line is not `operation,valid_from,amount`.
    #[error("the first line of a price list is {}", HEADING.join(","))]
    MissingHeader,
    /// The heading is right, but for what stands between its fields.
    #[error(
        "line {line}: the fields are separated by {found:?}; a price list has commas, and amounts with a decimal point"
    )]
    WrongSeparator {
        /// The line.
        line: usize,
        /// What was found in place of the comma.
        found: char,
    },
    /// Not three fields.
    #[error("line {line} needs 3 fields, {}, and has {found}", HEADING.join(","))]
    WrongFieldCount {
        /// The line.
        line: usize,
        /// Fields found.
        found: usize,
    },
    /// A quotation mark opens a field that goes on in the next line.
    #[error("line {line}: a quotation mark opens a field that does not end in this line")]
    OpenQuote {
        /// The line.
        line: usize,
    },
    /// The first field is not an operation.
    #[error("line {line}, operation: {value:?} is not a billable operation")]
    BadOperation {
        /// The line.
        line: usize,
        /// What was given.
        value: String,
    },
    /// The second field is not a date.
    #[error("line {line}, valid_from: {value:?} is not a date (YYYY-MM-DD)")]
    BadDate {
        /// The line.
        line: usize,
        /// What was given.
        value: String,
    },
    /// The third field is not an amount.
    #[error("line {line}, amount: {error}")]
    BadAmount {
        /// The line.
        line: usize,
        /// What is wrong with it.
        #[source]
        error: MoneyError,
    },
    /// A price below zero.
    #[error("line {line}, amount: a price cannot be negative")]
    Negative {
        /// The line.
        line: usize,
    },
    /// The operation has another price from the same date.
    #[error("line {line}: {operation} has a price from {valid_from} already")]
    Duplicate {
        /// The line.
        line: usize,
        /// The operation.
        operation: Billable,
        /// The date.
        valid_from: Date,
    },
    /// The reader gave up.
    #[error("this cannot be read as CSV: {reason}")]
    Unreadable {
        /// What it said.
        reason: String,
    },
}

impl PriceList {
    /// Reads CSV (RFC 4180): the line `operation,valid_from,amount`, then one price a line, such as
    /// `create,2026-04-01,50.00`. Fields may be quoted, and have white space around them. A byte order mark, empty lines
    /// and lines that begin with `#` are skipped.
    ///
    /// # Errors
    /// For the first line that is wrong.
    pub fn from_csv(text: &str) -> Result<Self, PriceListError> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut lines = Lines::of(text);
        match lines.read()? {
            Some((_, heading)) if heading == HEADING[..] => {}
            other => return Err(not_a_heading(other)),
        }
        let mut list = Self::new();
        while let Some((line, record)) = lines.read()? {
            let price = price_of(line, &record)?;
            if list.insert(price).is_some() {
                let Price { operation, valid_from, .. } = price;
                return Err(PriceListError::Duplicate { line, operation, valid_from });
            }
        }
        Ok(list)
    }

    /// Writes CSV that [`PriceList::from_csv`] reads.
    pub fn to_csv(&self) -> String {
        let mut text = format!("{}\n", HEADING.join(","));
        for Price { operation, valid_from, amount } in self.iter() {
            // No word, date or amount needs quoting, and writing to a String cannot fail.
            let _ = writeln!(text, "{operation},{valid_from},{amount}");
        }
        text
    }
}

/// The lines that say something, with their numbers.
struct Lines<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let mut options = ReaderBuilder::new();
        // How many fields there are is judged line by line, in words. What remains of CR LF is white space.
        options.has_headers(false).flexible(true).comment(Some(REMARK)).terminator(Terminator::Any(b'\n'));
        Self { text, reader: options.from_reader(text.as_bytes()) }
    }

    fn read(&mut self) -> Result<Option<(usize, StringRecord)>, PriceListError> {
        let mut record = StringRecord::new();
        loop {
            let start = self.reader.position().byte();
            let read = self.reader.read_record(&mut record);
            if !read.map_err(|error| PriceListError::Unreadable { reason: error.to_string() })? {
                return Ok(None);
            }
            if record.iter().any(|field| field.contains('\n')) {
                return Err(PriceListError::OpenQuote { line: self.line(start) });
            }
            record.trim();
            // The reader skips neither lines of white space alone nor indented remarks.
            let first = record.get(0).unwrap_or_default();
            let says_nothing = first.is_empty() && record.len() == 1;
            if !says_nothing && !first.as_bytes().starts_with(&[REMARK]) {
                return Ok(Some((self.line(start), record)));
            }
        }
    }

    /// The line of the record that was read from `start` on. (The reader's own count is that of the first of the empty lines
    /// and remarks before it.)
    fn line(&self, start: u64) -> usize {
        let at = usize::try_from(start).unwrap_or(usize::MAX);
        let (before, rest) = self.text.split_at_checked(at).unwrap_or((self.text, ""));
        let skipped = rest.lines().take_while(|line| line.is_empty() || line.as_bytes().starts_with(&[REMARK])).count();
        before.matches('\n').count() + skipped + 1
    }
}

fn not_a_heading(found: Option<(usize, StringRecord)>) -> PriceListError {
    let Some((line, record)) = found else { return PriceListError::MissingHeader };
    let only = record.get(0).filter(|_| record.len() == 1).unwrap_or_default();
    let separated = |by: &char| only.split(*by).map(str::trim).eq(HEADING);
    match [';', '\t', '|'].into_iter().find(separated) {
        Some(found) => PriceListError::WrongSeparator { line, found },
        None => PriceListError::MissingHeader,
    }
}

fn price_of(line: usize, record: &StringRecord) -> Result<Price, PriceListError> {
    let fields: Vec<&str> = record.iter().collect();
    let [operation, valid_from, amount] = fields[..] else {
        return Err(PriceListError::WrongFieldCount { line, found: fields.len() });
    };
    let operation =
        Billable::parse(operation).map_err(|_| PriceListError::BadOperation { line, value: operation.to_owned() })?;
    let valid_from = Date::parse(valid_from, format_description!("[year]-[month]-[day]"))
        .map_err(|_| PriceListError::BadDate { line, value: valid_from.to_owned() })?;
    let amount = Money::parse_wire(amount).map_err(|error| PriceListError::BadAmount { line, error })?;
    if amount.is_negative() {
        return Err(PriceListError::Negative { line });
    }
    Ok(Price { operation, valid_from, amount })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::*;

    const LIST: &str = "\
# including VAT
operation,valid_from,amount
create,2025-04-01,50.00
create , 2026-04-01 , 52.5

renew,2025-04-01,50.00
restore,2025-04-01,125
";

    /// What [`LIST`] says, as it is written.
    const WRITTEN: &str = "\
operation,valid_from,amount
create,2025-04-01,50.00
create,2026-04-01,52.50
renew,2025-04-01,50.00
restore,2025-04-01,125.00
";

    fn error(text: &str) -> PriceListError {
        PriceList::from_csv(text).expect_err("an error")
    }

    /// The error of lines that follow a heading and an empty line.
    fn wrong(lines: &str) -> PriceListError {
        error(&format!("operation,valid_from,amount\n\n{lines}"))
    }

    #[test]
    fn lists_are_written_sorted() {
        assert_eq!(PriceList::from_csv(LIST).unwrap().to_csv(), WRITTEN);
    }

    #[test]
    fn usual_ways_of_writing_are_the_same_list() {
        let list = PriceList::from_csv(LIST).unwrap();
        for (way, text) in [
            ("a byte order mark", format!("\u{feff}{LIST}")),
            ("CR LF", LIST.replace('\n', "\r\n")),
            ("both", format!("\u{feff}{}", LIST.replace('\n', "\r\n"))),
            ("no end of the last line", LIST.trim_end().to_owned()),
            ("blank lines", LIST.replace('\n', "\n\n \t\n")),
            ("blank lines, CR LF", LIST.replace('\n', "\r\n\r\n \t\r\n")),
            ("remarks", LIST.replace('\n', "\n# \"a remark\n  # another, \"one\n")),
            ("no-break spaces", LIST.replace(" , ", "\u{a0},\u{a0}")),
            (
                "a quoted heading",
                LIST.replace("operation,valid_from,amount", "\"operation\",\"valid_from\",\"amount\""),
            ),
            ("quoted fields", LIST.replace("renew,2025-04-01,50.00", "\"renew\",\"2025-04-01\",\" 50.00 \"")),
            (
                "quoted fields, CR LF",
                LIST.replace("renew,2025-04-01,50.00\n", "\"renew\",\"2025-04-01\",\"50.00\"\r\n"),
            ),
        ] {
            assert_eq!(PriceList::from_csv(&text).as_ref(), Ok(&list), "{way}: {text:?}");
        }
    }

    #[test]
    fn errors_name_the_line() {
        assert_eq!(wrong("create,2026-01-01"), PriceListError::WrongFieldCount { line: 3, found: 2 });
        assert_eq!(wrong("create,2026-01-01,50,00"), PriceListError::WrongFieldCount { line: 3, found: 4 });
        assert_eq!(wrong("create;2026-01-01;50"), PriceListError::WrongFieldCount { line: 3, found: 1 });
        assert_eq!(wrong("delete,2026-01-01,1"), PriceListError::BadOperation { line: 3, value: "delete".to_owned() });
        assert_eq!(wrong("create,01-01-2026,1"), PriceListError::BadDate { line: 3, value: "01-01-2026".to_owned() });
        assert_eq!(
            wrong("create,2026-01-01,1.005"),
            PriceListError::BadAmount { line: 3, error: MoneyError::TooPrecise }
        );
        assert_eq!(wrong("create,2026-01-01,"), PriceListError::BadAmount { line: 3, error: MoneyError::Empty });
        assert_eq!(wrong("create,2026-01-01,-1"), PriceListError::Negative { line: 3 });
        let (operation, valid_from) = (Billable::Create, date!(2026 - 01 - 01));
        assert_eq!(
            wrong("create,2026-01-01,1\ncreate,2026-01-01,1"),
            PriceListError::Duplicate { line: 4, operation, valid_from }
        );
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let bad = |line| PriceListError::BadOperation { line, value: "delete".to_owned() };
        let lines = "# remark\n\noperation,valid_from,amount\n \n# remark\n  # remark\n\n\ncreate,2026-01-01,1\n\n";
        for text in [format!("{lines}delete,2026-01-01,1"), format!("{lines}delete,2026-01-01,1\n\n\n# remark\n")] {
            assert_eq!(error(&text), bad(11));
            assert_eq!(error(&text.replace('\n', "\r\n")), bad(11));
            assert_eq!(error(&format!("\u{feff}{text}")), bad(11));
        }
        assert_eq!(wrong("create,2026-01-01,1\r\ndelete,2026-01-01,1\r\n"), bad(4), "line ends may be mixed");
    }

    #[test]
    fn a_quotation_mark_that_nothing_closes_is_found_where_it_opens() {
        let open = PriceListError::OpenQuote { line: 4 };
        for lines in [
            "create,2026-01-01,1\nrenew,\"2026-01-01,1\nrestore,2026-01-01,1\n",
            "create,2026-01-01,1\nrenew,2026-01-01,\"1\n",
            "create,2026-01-01,1\r\nrenew,\"2026-01-01,1\r\nrestore,\"2026-01-01\",1\r\n",
            "create,2026-01-01,1\nrenew,\"2026\n-01-01\",1\n",
        ] {
            assert_eq!(wrong(lines), open, "{lines:?}");
        }
        // Nothing follows that could have been swallowed, and the mark itself is shown.
        let last = "create,2026-01-01,1\nrenew,2026-01-01,1\"";
        assert!(matches!(wrong(last), PriceListError::BadAmount { line: 4, .. }));
    }

    #[test]
    fn headings_that_are_missing_or_written_otherwise_are_told_apart() {
        for text in
            ["", "\n\n", "# remark\n", "create,2026-01-01,1", "operation,valid_from", "Operation,valid_from,amount"]
        {
            assert_eq!(error(text), PriceListError::MissingHeader, "{text:?}");
        }
        let with = |found: &str| error(&format!("\n{}\r\n", HEADING.join(found)));
        assert_eq!(with(";"), PriceListError::WrongSeparator { line: 2, found: ';' });
        assert_eq!(with(" ; "), PriceListError::WrongSeparator { line: 2, found: ';' });
        assert_eq!(with("\t"), PriceListError::WrongSeparator { line: 2, found: '\t' });
        assert_eq!(with(" "), PriceListError::MissingHeader);
    }

    #[test]
    fn errors_say_where_and_what_in_words() {
        for (lines, words) in [
            ("create,2026-01-01", "line 3 needs 3 fields, operation,valid_from,amount, and has 2"),
            ("delete,2026-01-01,1", "line 3, operation: \"delete\" is not a billable operation"),
            ("create,2026-13-01,1", "line 3, valid_from: \"2026-13-01\" is not a date (YYYY-MM-DD)"),
            ("create,2026-01-01,1.005", "line 3, amount: the amount has more than two decimals"),
            (
                "create,2026-01-01,\"50,00\"",
                "line 3, amount: the character ',' at position 3 is not allowed in an amount",
            ),
            ("create,2026-01-01,-1", "line 3, amount: a price cannot be negative"),
            ("create,\"2026-01-01,1\n", "line 3: a quotation mark opens a field that does not end in this line"),
        ] {
            assert_eq!(wrong(lines).to_string(), words);
        }
        assert_eq!(error("").to_string(), "the first line of a price list is operation,valid_from,amount");
        let semicolons = error("operation;valid_from;amount\ncreate;2026-01-01;50,00\n");
        assert_eq!(
            semicolons.to_string(),
            "line 1: the fields are separated by ';'; a price list has commas, and amounts with a decimal point"
        );
    }

    proptest! {
        #[test]
        fn anything_may_be_given(text in any::<String>()) {
            let _ = PriceList::from_csv(&text);
            let _ = PriceList::from_csv(&format!("{}\n{text}", HEADING.join(",")));
        }

        #[test]
        fn lists_read_as_themselves(prices in proptest::collection::vec((0usize..5, 0i64..5_000, 0i64..1_000_000), 0..20)) {
            let mut list = PriceList::new();
            for (operation, day, ore) in prices {
                let valid_from = date!(2020 - 01 - 01) + time::Duration::days(day);
                list.insert(Price { operation: Billable::ALL[operation], valid_from, amount: Money::from_ore(ore).unwrap() });
            }
            prop_assert_eq!(PriceList::from_csv(&list.to_csv()).unwrap(), list);
        }
    }
}
