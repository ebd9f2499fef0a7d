//! What an operation changes, as lines "before → after".

use serde::{Deserialize, Serialize};

/// What can be different afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// The last day that is paid for, `YYYY-MM-DD` in Danish time.
    Expiry,
    /// Whether a domain renews itself: `true` or `false`.
    AutoRenew,
    /// The registrant's handle, or a new contact's name.
    Registrant,
    /// Host names, one a line.
    NameServers,
    /// DS records, one a line.
    Ds,
}

impl Detail {
    /// Every one.
    pub const ALL: &'static [Self] = &[Self::Expiry, Self::AutoRenew, Self::Registrant, Self::NameServers, Self::Ds];

    /// Its word, the one that is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Expiry => "expiry",
            Self::AutoRenew => "auto_renew",
            Self::Registrant => "registrant",
            Self::NameServers => "name_servers",
            Self::Ds => "ds",
        }
    }
}

/// One line: a review, the operation's own page and its audit line show the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Change {
    /// What.
    pub of: Detail,
    /// As it was; none where there was nothing.
    pub before: Option<String>,
    /// As it shall be; none where there will be nothing.
    pub after: Option<String>,
}

impl Change {
    /// From `before` to `after`; empty is none.
    pub fn new(of: Detail, before: impl Into<String>, after: impl Into<String>) -> Self {
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        Self { of, before: given(before.into()), after: given(after.into()) }
    }

    /// Whether nothing would be different.
    pub fn is_none(&self) -> bool {
        self.before == self.after
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_side_is_none() {
        let change = Change::new(Detail::Ds, "", "12345 13 2 ab");
        assert_eq!((change.before.as_deref(), change.after.as_deref()), (None, Some("12345 13 2 ab")));
        assert!(!change.is_none() && Change::new(Detail::Ds, "", "").is_none());
    }

    #[test]
    fn it_is_kept_by_words() {
        let change = Change::new(Detail::NameServers, "", "ns1.example.dk");
        let text = serde_json::to_string(&change).unwrap();
        assert_eq!(text, r#"{"of":"name_servers","before":null,"after":"ns1.example.dk"}"#);
        assert_eq!(serde_json::from_str::<Change>(&text).unwrap(), change);
        for of in Detail::ALL {
            assert_eq!(serde_json::to_value(of).unwrap(), of.as_str());
        }
    }
}
