//! What the registry charges for.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use time::Date;
use time::macros::{date, format_description};

use crate::money::{Money, MoneyError};
use crate::text::word_list;

word_list! {
    /// An operation that the registry charges to the prepaid account.
    pub enum Operation, error OperationError("billable operation") {
        /// Registration of a domain name, for one year.
        Create = "create",
        /// Renewal by one year, by hand or automatically.
        Renew = "renew",
        /// Restoration from redemption; a year's renewal is charged beside it.
        Restore = "restore",
        /// Transfer from another registrar.
        Transfer = "transfer",
        /// Change of registrant.
        ChangeRegistrant = "change_registrant",
    }
}

impl Operation {
    /// Whether the registry refuses the operation (2104) when the account's balance does not cover it. The others are
    /// carried out and may leave the balance negative (Punktum dk EPP specification § Balance and prepaid account).
    pub const fn refused_when_funds_lack(self) -> bool {
        matches!(self, Self::Create | Self::Transfer)
    }
}

/// Prices with the dates from which they hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PriceList {
    prices: BTreeMap<(Operation, Date), Money>,
}

/// One line of a price list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// What is charged for.
    pub operation: Operation,
    /// The first day, in Denmark, on which the price holds.
    pub valid_from: Date,
    /// The price including VAT.
    pub amount: Money,
}

/// Why a price list is refused. Lines are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PriceListError {
    /// The first line is not `operation,valid_from,amount`.
    #[error("the first line of a price list is {HEADER}")]
    MissingHeader,
    /// Not three fields.
    #[error("line {line} has {found} fields, 3 are needed")]
    WrongFieldCount {
        /// The line.
        line: usize,
        /// Fields found.
        found: usize,
    },
    /// The first field is not an operation.
    #[error("line {line}: {value:?} is not a billable operation")]
    BadOperation {
        /// The line.
        line: usize,
        /// What was given.
        value: String,
    },
    /// The second field is not a date.
    #[error("line {line}: {value:?} is not a date (YYYY-MM-DD)")]
    BadDate {
        /// The line.
        line: usize,
        /// What was given.
        value: String,
    },
    /// The third field is not an amount.
    #[error("line {line}: {error}")]
    BadAmount {
        /// The line.
        line: usize,
        /// What is wrong with it.
        #[source]
        error: MoneyError,
    },
    /// A price below zero.
    #[error("line {line}: a price cannot be negative")]
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
        operation: Operation,
        /// The date.
        valid_from: Date,
    },
}

const HEADER: &str = "operation,valid_from,amount";

impl PriceList {
    /// A list without prices.
    pub fn new() -> Self {
        Self::default()
    }

    /// The last prices that the registry made public, with VAT: what a sandbox charges. Registrars' own prices are in
    /// their contract with the registry.
    pub fn published() -> Self {
        let prices = [
            (Operation::Create, 50),
            (Operation::Renew, 50),
            (Operation::Restore, 125),
            (Operation::Transfer, 0),
            (Operation::ChangeRegistrant, 70),
        ];
        let mut list = Self::new();
        for (operation, kroner) in prices {
            if let Ok(amount) = Money::from_kroner(kroner) {
                list.insert(Price { operation, valid_from: date!(2020 - 01 - 01), amount });
            }
        }
        list
    }

    /// Adds a price, replacing one of the same operation and date, which is returned.
    pub fn insert(&mut self, price: Price) -> Option<Money> {
        self.prices.insert((price.operation, price.valid_from), price.amount)
    }

    /// What the operation costs on a day in Denmark; `None` if no price holds yet. A day is obtained from a moment by
    /// [`local_date`](crate::local_time::local_date).
    pub fn price(&self, operation: Operation, on: Date) -> Option<Money> {
        self.prices.range((operation, Date::MIN)..=(operation, on)).next_back().map(|(_, amount)| *amount)
    }

    /// What restoring costs on a day: the fee and a year's renewal.
    pub fn restore_total(&self, on: Date) -> Option<Money> {
        self.price(Operation::Restore, on)?.checked_add(self.price(Operation::Renew, on)?)
    }

    /// All prices, by operation and date.
    pub fn iter(&self) -> impl Iterator<Item = Price> {
        self.prices.iter().map(|((operation, valid_from), amount)| Price {
            operation: *operation,
            valid_from: *valid_from,
            amount: *amount,
        })
    }

    /// Whether there are no prices.
    pub fn is_empty(&self) -> bool {
        self.prices.is_empty()
    }

    /// Reads CSV: the line `operation,valid_from,amount`, then one price a line, such as `create,2026-04-01,50.00`.
    /// Empty lines and lines that begin with `#` are skipped.
    ///
    /// # Errors
    /// For the first line that is wrong.
    pub fn from_csv(text: &str) -> Result<Self, PriceListError> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line.trim()))
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        match lines.next() {
            Some((_, HEADER)) => {}
            _ => return Err(PriceListError::MissingHeader),
        }
        let mut list = Self::new();
        for (line, text) in lines {
            let price = price_of_line(line, text)?;
            if list.insert(price).is_some() {
                let Price { operation, valid_from, .. } = price;
                return Err(PriceListError::Duplicate { line, operation, valid_from });
            }
        }
        Ok(list)
    }

    /// Writes CSV that [`PriceList::from_csv`] reads.
    pub fn to_csv(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for Price { operation, valid_from, amount } in self.iter() {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{operation},{valid_from},{amount}");
        }
        text
    }
}

fn price_of_line(line: usize, text: &str) -> Result<Price, PriceListError> {
    let fields: Vec<&str> = text.split(',').map(str::trim).collect();
    let [operation, valid_from, amount] = fields.as_slice() else {
        return Err(PriceListError::WrongFieldCount { line, found: fields.len() });
    };
    let operation = Operation::parse(operation)
        .map_err(|_| PriceListError::BadOperation { line, value: (*operation).to_owned() })?;
    let valid_from = Date::parse(valid_from, format_description!("[year]-[month]-[day]"))
        .map_err(|_| PriceListError::BadDate { line, value: (*valid_from).to_owned() })?;
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

    #[test]
    fn a_price_holds_from_its_date_until_the_next() {
        let list = PriceList::from_csv(LIST).unwrap();
        let price = |operation, on| list.price(operation, on).map(|money| money.to_string());
        assert_eq!(price(Operation::Create, date!(2025 - 03 - 31)), None);
        assert_eq!(price(Operation::Create, date!(2025 - 04 - 01)).as_deref(), Some("50.00"));
        assert_eq!(price(Operation::Create, date!(2026 - 03 - 31)).as_deref(), Some("50.00"));
        assert_eq!(price(Operation::Create, date!(2026 - 04 - 01)).as_deref(), Some("52.50"));
        assert_eq!(price(Operation::Transfer, date!(2026 - 04 - 01)), None, "another operation's price is not taken");
        assert_eq!(list.restore_total(date!(2026 - 01 - 01)).unwrap().to_string(), "175.00");
        assert_eq!(list.restore_total(date!(2024 - 01 - 01)), None);
    }

    #[test]
    fn lists_are_written_sorted() {
        let list = PriceList::from_csv(LIST).unwrap();
        insta::assert_snapshot!(list.to_csv(), @r"
        operation,valid_from,amount
        create,2025-04-01,50.00
        create,2026-04-01,52.50
        renew,2025-04-01,50.00
        restore,2025-04-01,125.00
        ");
    }

    #[test]
    fn errors_name_the_line() {
        let error = |lines: &str| {
            PriceList::from_csv(&format!("operation,valid_from,amount\n\n{lines}")).expect_err("an error")
        };
        assert_eq!(PriceList::from_csv("create,2026-01-01,1"), Err(PriceListError::MissingHeader));
        assert_eq!(PriceList::from_csv(""), Err(PriceListError::MissingHeader));
        assert_eq!(error("create,2026-01-01"), PriceListError::WrongFieldCount { line: 3, found: 2 });
        assert_eq!(error("delete,2026-01-01,1"), PriceListError::BadOperation { line: 3, value: "delete".to_owned() });
        assert_eq!(error("create,01-01-2026,1"), PriceListError::BadDate { line: 3, value: "01-01-2026".to_owned() });
        assert_eq!(
            error("create,2026-01-01,1.005"),
            PriceListError::BadAmount { line: 3, error: MoneyError::TooPrecise }
        );
        assert_eq!(error("create,2026-01-01,-1"), PriceListError::Negative { line: 3 });
        let (operation, valid_from) = (Operation::Create, date!(2026 - 01 - 01));
        assert_eq!(
            error("create,2026-01-01,1\ncreate,2026-01-01,1"),
            PriceListError::Duplicate { line: 4, operation, valid_from }
        );
    }

    #[test]
    fn every_operation_has_a_published_price() {
        let list = PriceList::published();
        assert!(Operation::ALL.iter().all(|operation| list.price(*operation, date!(2026 - 11 - 21)).is_some()));
    }

    #[test]
    fn only_registration_and_transfer_need_funds() {
        let refused: Vec<Operation> =
            Operation::ALL.iter().copied().filter(|operation| operation.refused_when_funds_lack()).collect();
        assert_eq!(refused, [Operation::Create, Operation::Transfer]);
    }

    proptest! {
        #[test]
        fn anything_may_be_given(text in any::<String>()) {
            let _ = PriceList::from_csv(&text);
            let _ = PriceList::from_csv(&format!("{HEADER}\n{text}"));
        }

        #[test]
        fn lists_read_as_themselves(prices in proptest::collection::vec((0usize..5, 0i64..5_000, 0i64..1_000_000), 0..20)) {
            let mut list = PriceList::new();
            for (operation, day, ore) in prices {
                let valid_from = date!(2020 - 01 - 01) + time::Duration::days(day);
                list.insert(Price { operation: Operation::ALL[operation], valid_from, amount: Money::from_ore(ore).unwrap() });
            }
            prop_assert_eq!(PriceList::from_csv(&list.to_csv()).unwrap(), list);
        }
    }
}
