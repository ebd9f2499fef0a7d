//! What the portfolio's address asks for.

use ui::Fields;

/// Longest text to look for, in characters.
const LONGEST: usize = 255;

/// What to list, and in which order. It is the page's address: `q`, `status` and `sort`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Part of the name, of the registrant's handle or name, or of reference, PO number or account code; empty for all.
    pub q: String,
    /// A status in the registry's word; empty for all.
    pub status: String,
    /// Order.
    pub sort: Sort,
}

impl Filter {
    /// Reads the query; what makes no sense counts as absent.
    pub fn read(query: &Fields) -> Self {
        Self {
            q: query.get("q").trim().chars().take(LONGEST).collect(),
            status: query.get("status").trim().chars().take(LONGEST).collect(),
            sort: Sort::parse(query.get("sort")),
        }
    }

    /// Whether some rows are left out.
    pub fn is_narrow(&self) -> bool {
        !self.q.is_empty() || !self.status.is_empty()
    }

    /// The query without order and page.
    pub(super) fn query(&self) -> Vec<(&'static str, String)> {
        vec![("q", self.q.clone()), ("status", self.status.clone())]
    }

    /// The query without the page.
    pub(super) fn query_sorted(&self) -> Vec<(&'static str, String)> {
        let mut query = self.query();
        if self.sort != Sort::default() {
            query.push(("sort", self.sort.word()));
        }
        query
    }
}

/// By what the list is ordered; equal ones by name, unknown ones last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// Name.
    #[default]
    Name,
    /// Paid until.
    Expires,
    /// Registered.
    Created,
    /// Confirmed by the registry.
    Confirmed,
}

/// An order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// Whether it is reversed.
    pub descending: bool,
}

impl Sort {
    /// Reads the address's word: a column, `-` in front for descending. Anything else is the order by name.
    pub fn parse(word: &str) -> Self {
        let (name, descending) = word.strip_prefix('-').map_or((word, false), |name| (name, true));
        let column = match name {
            "name" => Column::Name,
            "expires" => Column::Expires,
            "created" => Column::Created,
            "confirmed" => Column::Confirmed,
            _ => return Self::default(),
        };
        Self { column, descending }
    }

    /// The address's word.
    pub fn word(self) -> String {
        let name = self.column.word();
        if self.descending { format!("-{name}") } else { name.to_owned() }
    }
}

impl Column {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Expires => "expires",
            Self::Created => "created",
            Self::Confirmed => "confirmed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_what_to_list() {
        let query = |pairs: &[(&str, &str)]| {
            Fields::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
        };
        let filter = Filter::read(&query(&[("q", " kage "), ("status", "ok"), ("sort", "-expires")]));
        assert_eq!((filter.q.as_str(), filter.status.as_str()), ("kage", "ok"));
        assert_eq!(filter.sort, Sort { column: Column::Expires, descending: true });
        assert!(filter.is_narrow());
        let nonsense = Filter::read(&query(&[("sort", "-nonsense"), ("page", "x")]));
        assert_eq!(nonsense, Filter::default());
        assert!(!nonsense.is_narrow());
        assert_eq!(Filter::read(&query(&[("q", &"æ".repeat(1000))])).q.chars().count(), LONGEST);
    }

    #[test]
    fn orders_read_as_they_are_written() {
        for word in ["name", "-name", "expires", "-expires", "created", "-created", "confirmed", "-confirmed"] {
            assert_eq!(Sort::parse(word).word(), word);
        }
    }
}
