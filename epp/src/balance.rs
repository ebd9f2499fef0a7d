//! Account balance (Verisign's "Balance Mapping for EPP").

use rust_decimal::Decimal;

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
