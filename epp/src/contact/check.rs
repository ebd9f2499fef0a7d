//! `<contact:check>` (RFC 5733 §3.1.1).

use crate::object::Checked;

/// Asks which contact identifiers are in use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Check {
    /// Contact identifiers.
    pub ids: Vec<String>,
}

/// Answer to [`Check`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckData {
    /// One entry an identifier.
    pub items: Vec<Checked>,
}
