//! Countries, as addresses of contacts name them.

use crate::countries::TABLE;
use crate::text::text_value;

/// A country or territory of ISO 3166-1, with its English and Danish name.
#[derive(Clone, Copy)]
pub struct Country {
    code: &'static str,
    english: &'static str,
    danish: &'static str,
}

/// The text is not a country code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CountryError {
    /// Nothing was given.
    #[error("the country code is empty")]
    Empty,
    /// Not an officially assigned two-letter code.
    #[error("{code:?} is not an ISO 3166-1 two-letter country code")]
    Unknown {
        /// What was given.
        code: String,
    },
}

impl Country {
    /// Denmark. Greenland (`GL`) and the Faroe Islands (`FO`) are countries of their own here.
    pub const DENMARK: Self = Self { code: "DK", english: "Denmark", danish: "Danmark" };

    /// Reads a two-letter code in any case.
    ///
    /// # Errors
    /// When the code is not officially assigned.
    pub fn parse(input: &str) -> Result<Self, CountryError> {
        let code = input.trim().to_ascii_uppercase();
        if code.is_empty() {
            return Err(CountryError::Empty);
        }
        TABLE
            .binary_search_by(|(known, _, _)| (*known).cmp(code.as_str()))
            .ok()
            .and_then(|index| TABLE.get(index))
            .map(Self::from_row)
            .ok_or(CountryError::Unknown { code })
    }

    fn from_row(&(code, english, danish): &(&'static str, &'static str, &'static str)) -> Self {
        Self { code, english, danish }
    }

    /// Every country, in the order of the codes.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        TABLE.iter().map(Self::from_row)
    }

    /// The two-letter code in upper case.
    pub const fn as_str(&self) -> &'static str {
        self.code
    }

    /// The English name.
    pub const fn english(&self) -> &'static str {
        self.english
    }

    /// The Danish name.
    pub const fn danish(&self) -> &'static str {
        self.danish
    }

    /// Whether the rules for Danish addresses and numbers hold.
    pub fn is_denmark(&self) -> bool {
        self.code == "DK"
    }
}

text_value!(Country, CountryError);

impl std::fmt::Debug for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Country({})", self.code)
    }
}

impl PartialEq for Country {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Country {}

impl PartialOrd for Country {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Country {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code.cmp(other.code)
    }
}

impl std::hash::Hash for Country {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.code.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_complete() {
        assert!(TABLE.is_sorted_by(|a, b| a.0 < b.0), "sorted and without duplicates");
        assert_eq!(TABLE.len(), 249, "the officially assigned codes of ISO 3166-1");
        for (code, english, danish) in TABLE {
            assert!(code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()), "{code}");
            assert!(!english.is_empty() && !danish.is_empty(), "{code}");
        }
    }

    #[test]
    fn countries_have_names_in_both_languages() {
        let germany = Country::parse(" de ").unwrap();
        assert_eq!((germany.as_str(), germany.english(), germany.danish()), ("DE", "Germany", "Tyskland"));
        let denmark = Country::parse("DK").unwrap();
        assert_eq!(denmark, Country::DENMARK);
        assert_eq!((denmark.english(), denmark.danish()), (Country::DENMARK.english(), Country::DENMARK.danish()));
        assert!(denmark.is_denmark() && !Country::parse("GL").unwrap().is_denmark());
        assert!(Country::all().all(|country| Country::parse(country.as_str()) == Ok(country)));
    }

    #[test]
    fn other_codes_are_refused() {
        assert_eq!(Country::parse(""), Err(CountryError::Empty));
        for code in ["XX", "UK", "D", "DNK", "ß", "ДК"] {
            assert!(matches!(Country::parse(code), Err(CountryError::Unknown { .. })), "{code}");
        }
    }
}
