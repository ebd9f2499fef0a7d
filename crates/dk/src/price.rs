//! What the registry charges for.

mod csv;

use std::collections::BTreeMap;

use time::Date;
use time::macros::date;

pub use self::csv::PriceListError;
use crate::money::Money;
use crate::text::word_list;

word_list! {
    /// An operation that the registry charges to the prepaid account.
    pub enum Billable, error BillableError("billable operation") {
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

impl Billable {
    /// Whether the registry refuses the operation (2104) when the account's balance does not cover it. The others are
    /// carried out and may leave the balance negative (Punktum dk EPP specification § Balance and prepaid account).
    pub const fn refused_when_funds_lack(self) -> bool {
        matches!(self, Self::Create | Self::Transfer)
    }
}

/// Prices with the dates from which they hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PriceList {
    prices: BTreeMap<(Billable, Date), Money>,
}

/// One line of a price list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// What is charged for.
    pub operation: Billable,
    /// The first day, in Denmark, on which the price holds.
    pub valid_from: Date,
    /// The price including VAT.
    pub amount: Money,
}

impl PriceList {
    /// A list without prices.
    pub fn new() -> Self {
        Self::default()
    }

    /// The last prices that the registry made public, with VAT: what a sandbox charges. Registrars' own prices are in
    /// their contract with the registry.
    pub fn published() -> Self {
        let prices = [
            (Billable::Create, 50),
            (Billable::Renew, 50),
            (Billable::Restore, 125),
            (Billable::Transfer, 0),
            (Billable::ChangeRegistrant, 70),
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
    pub fn price(&self, operation: Billable, on: Date) -> Option<Money> {
        self.prices.range((operation, Date::MIN)..=(operation, on)).next_back().map(|(_, amount)| *amount)
    }

    /// What restoring costs on a day: the fee and a year's renewal.
    pub fn restore_total(&self, on: Date) -> Option<Money> {
        self.price(Billable::Restore, on)?.checked_add(self.price(Billable::Renew, on)?)
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
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const LIST: &str = "\
operation,valid_from,amount
create,2025-04-01,50.00
create,2026-04-01,52.50
renew,2025-04-01,50.00
restore,2025-04-01,125.00
";

    #[test]
    fn a_price_holds_from_its_date_until_the_next() {
        let list = PriceList::from_csv(LIST).unwrap();
        let price = |operation, on| list.price(operation, on).map(|money| money.to_string());
        assert_eq!(price(Billable::Create, date!(2025 - 03 - 31)), None);
        assert_eq!(price(Billable::Create, date!(2025 - 04 - 01)).as_deref(), Some("50.00"));
        assert_eq!(price(Billable::Create, date!(2026 - 03 - 31)).as_deref(), Some("50.00"));
        assert_eq!(price(Billable::Create, date!(2026 - 04 - 01)).as_deref(), Some("52.50"));
        assert_eq!(price(Billable::Transfer, date!(2026 - 04 - 01)), None, "another operation's price is not taken");
        assert_eq!(list.restore_total(date!(2026 - 01 - 01)).unwrap().to_string(), "175.00");
        assert_eq!(list.restore_total(date!(2024 - 01 - 01)), None);
    }

    #[test]
    fn every_operation_has_a_published_price() {
        let list = PriceList::published();
        assert!(Billable::ALL.iter().all(|operation| list.price(*operation, date!(2026 - 11 - 21)).is_some()));
    }

    #[test]
    fn only_registration_and_transfer_need_funds() {
        let refused: Vec<Billable> =
            Billable::ALL.iter().copied().filter(|operation| operation.refused_when_funds_lack()).collect();
        assert_eq!(refused, [Billable::Create, Billable::Transfer]);
    }
}
