//! The registration period.

/// The period of a registration or renewal. Since 2026-07-01 the registry has one: a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Period(());

/// Why a period is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PeriodError {
    /// A unit other than years.
    #[error("the period's unit {unit:?} is not y (years)")]
    UnsupportedUnit {
        /// What was given.
        unit: String,
    },
    /// Not a number, or a number other than 1.
    #[error("a period of {length:?} years is not offered, only 1")]
    UnsupportedLength {
        /// What was given.
        length: String,
    },
}

impl Period {
    /// One year.
    pub const ONE_YEAR: Self = Self(());

    /// Reads the value and the unit of `domain:period` (RFC 5731 § 2.4).
    ///
    /// # Errors
    /// When it is not one year.
    pub fn parse(length: &str, unit: &str) -> Result<Self, PeriodError> {
        if unit.trim() != "y" {
            return Err(PeriodError::UnsupportedUnit { unit: unit.trim().to_owned() });
        }
        match length.trim() {
            "1" => Ok(Self::ONE_YEAR),
            other => Err(PeriodError::UnsupportedLength { length: other.to_owned() }),
        }
    }

    /// Length in years.
    pub(crate) const fn years(self) -> u8 {
        1
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.years().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_year_is_the_only_period() {
        assert_eq!(Period::parse(" 1 ", "y"), Ok(Period::ONE_YEAR));
        assert_eq!(Period::ONE_YEAR.to_string(), "1");
        assert_eq!(Period::parse("12", "m"), Err(PeriodError::UnsupportedUnit { unit: "m".to_owned() }));
        for length in ["0", "2", "10", "01", "one", ""] {
            let error = PeriodError::UnsupportedLength { length: length.to_owned() };
            assert_eq!(Period::parse(length, "y"), Err(error));
        }
    }
}
