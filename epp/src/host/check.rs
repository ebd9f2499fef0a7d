//! `<host:check>` (RFC 5732 §3.1.1).

use crate::object::Checked;

/// Asks which host names can be registered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Check {
    /// Host names.
    pub names: Vec<String>,
}

/// Answer to [`Check`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckData {
    /// One entry a name.
    pub items: Vec<Checked>,
}
