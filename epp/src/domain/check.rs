//! `<domain:check>` (RFC 5731 §3.1.1).

use crate::object::Checked;

/// Asks which domain names can be registered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Check {
    /// Names, U-labels or A-labels.
    pub names: Vec<String>,
}

/// Answer to [`Check`]. The registry writes names as U-labels.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckData {
    /// One entry a name.
    pub items: Vec<Checked>,
}
