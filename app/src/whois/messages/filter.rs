//! What the address of the messages asks for.

use ui::Fields;

/// Longest text to look for, in characters.
const LONGEST: usize = 255;

/// Which messages to list. It is the page's address: `show`, `kind` and `q`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Unhandled, all, or those that need a person.
    pub show: Show,
    /// A kind's word; empty for all.
    pub kind: String,
    /// Part of the text or of the object's name; empty for all.
    pub q: String,
}

/// Which of the messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// Those that nobody has handled.
    #[default]
    Unhandled,
    /// All.
    All,
    /// Those that Birk could not act on.
    Flagged,
}

impl Show {
    /// The address's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unhandled => "unhandled",
            Self::All => "all",
            Self::Flagged => "flagged",
        }
    }
}

impl Filter {
    /// Reads the query; what makes no sense counts as absent.
    pub fn read(query: &Fields) -> Self {
        let show = match query.get("show") {
            "all" => Show::All,
            "flagged" => Show::Flagged,
            _ => Show::Unhandled,
        };
        let text = |name: &str| query.get(name).trim().chars().take(LONGEST).collect::<String>();
        Self { show, kind: text("kind"), q: text("q") }
    }

    /// Whether anything but the page's usual list is asked for.
    pub fn is_narrow(&self) -> bool {
        *self != Self::default()
    }

    pub(super) fn query(&self) -> Vec<(&'static str, String)> {
        let show = if self.show == Show::default() { "" } else { self.show.word() };
        vec![("show", show.to_owned()), ("kind", self.kind.clone()), ("q", self.q.clone())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_which() {
        let query = |pairs: &[(&str, &str)]| {
            Fields::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
        };
        let filter = Filter::read(&query(&[("show", "flagged"), ("kind", "cancelled"), ("q", " kage ")]));
        assert_eq!(filter, Filter { show: Show::Flagged, kind: "cancelled".to_owned(), q: "kage".to_owned() });
        for show in [Show::Unhandled, Show::All, Show::Flagged] {
            assert_eq!(Filter::read(&query(&[("show", show.word())])).show, show);
        }
        assert!(!Filter::read(&query(&[("show", "nonsense")])).is_narrow());
    }
}
