//! What is known about an operation beyond code and text.

use serde::{Deserialize, Serialize};

/// Kept as JSON beside the operation. Absent members are unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Outcome {
    /// Why the command never reached the registry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_sent: Option<NotSent>,
    /// What Birk last found out about an uncertain operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncertain: Option<String>,
    /// How the outcome became known: `answer`, `question`, `message` or `person`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled_by: Option<String>,
    /// Values that the registry pointed out in a refusal.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// Whether the registrant is validated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registrant_validated: Option<bool>,
    /// Whether a registered domain works; otherwise it waits for the registrant's verification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activated: Option<bool>,
    /// The registry's risk assessment: `GREEN`, `BLUE`, `YELLOW`, `RED` or `N/A`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<String>,
    /// The kind of the message that decided, a word of [`Kind`](crate::messages::Kind).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_kind: Option<String>,
    /// The text of the message that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Whether an existing, equal contact was used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reused: Option<bool>,
    /// Whether asking showed that the object is another one's, so that the command came to nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<bool>,
    /// Whether the registry accepted two attempts, though the first was proven not to have been executed: a person should
    /// compare with the registry's statement.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub accepted_twice: bool,
    /// Whether the expected debit was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refunded: Option<bool>,
}

/// Why a command never reached the registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotSent {
    /// A word of [`RegistryError::word`](crate::RegistryError::word), or `too_old`, `first_refused`, `first_given_up`
    /// (the detail is who did), `unwritable`,
    /// `abandoned`, `not_executed`.
    pub word: String,
    /// Technical detail, free of secrets.
    pub detail: String,
}

impl NotSent {
    /// A reason with its detail.
    pub fn new(word: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { word: word.into(), detail: detail.into() }
    }
}

impl Outcome {
    /// Takes over what `newer` knows; what it does not know stays.
    pub fn merge(&mut self, newer: Self) {
        fn take<T>(old: &mut Option<T>, new: Option<T>) {
            if new.is_some() {
                *old = new;
            }
        }
        take(&mut self.not_sent, newer.not_sent);
        self.uncertain = newer.uncertain;
        take(&mut self.settled_by, newer.settled_by);
        if !newer.values.is_empty() {
            self.values = newer.values;
        }
        take(&mut self.registrant_validated, newer.registrant_validated);
        take(&mut self.activated, newer.activated);
        take(&mut self.risk, newer.risk);
        take(&mut self.message_kind, newer.message_kind);
        take(&mut self.message, newer.message);
        take(&mut self.reused, newer.reused);
        take(&mut self.taken, newer.taken);
        self.accepted_twice |= newer.accepted_twice;
        take(&mut self.refunded, newer.refunded);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newer_knowledge_is_added_and_doubt_goes() {
        let mut outcome = Outcome {
            registrant_validated: Some(true),
            uncertain: Some("the name is enqueued".to_owned()),
            ..Outcome::default()
        };
        outcome.merge(Outcome { risk: Some("BLUE".to_owned()), ..Outcome::default() });
        assert_eq!(outcome.registrant_validated, Some(true));
        assert_eq!(outcome.risk.as_deref(), Some("BLUE"));
        assert_eq!(outcome.uncertain, None);
    }

    #[test]
    fn the_unknown_takes_no_room() {
        assert_eq!(serde_json::to_string(&Outcome::default()).unwrap(), "{}");
        assert_eq!(serde_json::from_str::<Outcome>("{\"later\":1}").unwrap(), Outcome::default());
    }
}
