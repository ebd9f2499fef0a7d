//! The balances at which the registry warns.

use dk::Money;

/// How low the balance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Above all thresholds.
    Fine,
    /// At most 10,000 DKK.
    Low,
    /// At most 5,000 DKK.
    VeryLow,
    /// Nothing left, or less.
    Empty,
}

/// The thresholds in kroner, the highest first.
pub(super) const THRESHOLDS: [(Level, i64); 3] = [(Level::Low, 10_000), (Level::VeryLow, 5_000), (Level::Empty, 0)];

/// The lowest threshold that `balance` has reached.
pub(super) fn level(balance: Money) -> Level {
    THRESHOLDS
        .into_iter()
        .rev()
        .find(|(_, kroner)| Money::from_kroner(*kroner).is_ok_and(|threshold| balance <= threshold))
        .map_or(Level::Fine, |(level, _)| level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_is_reached_at_its_amount() {
        let at = |ore| level(Money::from_ore(ore).unwrap());
        assert_eq!(at(1_000_001), Level::Fine);
        assert_eq!(at(1_000_000), Level::Low);
        assert_eq!(at(500_001), Level::Low);
        assert_eq!(at(500_000), Level::VeryLow);
        assert_eq!(at(1), Level::VeryLow);
        assert_eq!(at(0), Level::Empty);
        assert_eq!(at(-1), Level::Empty);
    }
}
