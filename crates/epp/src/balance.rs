//! Account balance (Verisign's "Balance Mapping for EPP").

use rust_decimal::Decimal;

use crate::{
    ParseErrorKind, ns,
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// The answer to `<balance:info>`. Amounts are DKK at the registry, with two decimals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InfoData {
    /// Credit granted; 0.00 at the registry, whose accounts are prepaid.
    pub credit_limit: Decimal,
    /// Balance as the mapping defines it: what the account holds at the registry.
    pub balance: Decimal,
    /// Credit left; 0.00 at the registry.
    pub available_credit: Decimal,
    /// When the account is warned.
    pub credit_threshold: Threshold,
}

/// Threshold for warnings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Threshold {
    /// An amount.
    Fixed(Decimal),
    /// Per cent of the credit limit.
    Percent(i64),
}

impl InfoData {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        let amount = |name| element.required(ns::BALANCE, name)?.value(amount);
        Ok(Self {
            credit_limit: amount("creditLimit")?,
            balance: amount("balance")?,
            available_credit: amount("availableCredit")?,
            credit_threshold: Threshold::read(element.required(ns::BALANCE, "creditThreshold")?)?,
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("balance:infData", ns::BALANCE, |w| {
            w.leaf("balance:creditLimit", &written(self.credit_limit));
            w.leaf("balance:balance", &written(self.balance));
            w.leaf("balance:availableCredit", &written(self.available_credit));
            w.within("balance:creditThreshold", |w| match &self.credit_threshold {
                Threshold::Fixed(amount) => w.leaf("balance:fixed", &written(*amount)),
                Threshold::Percent(percent) => w.leaf("balance:percent", &percent.to_string()),
            });
        });
    }
}

impl Threshold {
    fn read(element: Element<'_, '_>) -> Read<Self> {
        if let Some(fixed) = element.child(ns::BALANCE, "fixed") {
            return Ok(Self::Fixed(fixed.value(amount)?));
        }
        match element.child(ns::BALANCE, "percent") {
            Some(percent) => Ok(Self::Percent(percent.value(|text| text.parse().ok())?)),
            None => Err(ParseErrorKind::Missing("balance:fixed".to_owned())),
        }
    }
}

/// An amount; the mapping allows at most two decimals.
fn amount(text: &str) -> Option<Decimal> {
    text.parse().ok()
}

/// An amount with exactly two decimals.
fn written(amount: Decimal) -> String {
    format!("{:.2}", amount.round_dp(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CommandBody, ResData, testing::*};

    #[test]
    fn command() {
        let read = read_command("<info><b:info xmlns:b='http://www.verisign.com/epp/balance-1.0'/></info>");
        assert_eq!(read, CommandBody::Balance);
        round_trip_command("balance command", CommandBody::Balance);
    }

    #[test]
    fn response() {
        let data = InfoData {
            credit_limit: Decimal::ZERO,
            balance: Decimal::new(-123_450, 2),
            available_credit: Decimal::ZERO,
            credit_threshold: Threshold::Fixed(Decimal::ZERO),
        };
        let read = read_response(
            "<resData><balance:infData xmlns:balance='http://www.verisign.com/epp/balance-1.0'>\
             <balance:creditLimit>0.00</balance:creditLimit><balance:balance>-1234.5</balance:balance>\
             <balance:availableCredit>0</balance:availableCredit><balance:creditThreshold><balance:fixed>0.00</balance:fixed>\
             </balance:creditThreshold></balance:infData></resData>",
        );
        assert_eq!(read.data, Some(ResData::Balance(data.clone())));
        let xml = round_trip_response("balance response", &response_with(Some(ResData::Balance(data.clone()))));
        assert!(xml.contains(">-1234.50<") && xml.contains("<balance:fixed>0.00<"), "{xml}");
        let percent = InfoData { credit_threshold: Threshold::Percent(20), ..data };
        round_trip_response("balance response with percentage", &response_with(Some(ResData::Balance(percent))));
    }

    #[test]
    fn an_amount_that_is_no_number_does_not_hide_the_result() {
        let read = read_response(
            "<resData><b:infData xmlns:b='http://www.verisign.com/epp/balance-1.0'><b:creditLimit>1e400</b:creditLimit>\
             </b:infData></resData>",
        );
        assert!(matches!(read.data, Some(ResData::Unknown { problem: Some(_), .. })), "{:?}", read.data);
    }
}
