//! What the registry says about a name before it is applied for.

use dk::UnavailableReason;

use ui::explain::Outage;

/// The registry's answer about a name (`domain:check`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Availability {
    /// Free.
    Available,
    /// Registered.
    InUse,
    /// Applied for.
    Enqueued,
    /// Offered to the first on the waiting list.
    OfferedOnWaitingList,
    /// Not available for another reason, in the registry's words.
    Other(String),
    /// The registry gave no answer.
    Unanswered(Outage),
}

/// Nobody was asked.
impl Default for Availability {
    fn default() -> Self {
        Self::Unanswered(Outage::default())
    }
}

impl Availability {
    /// The answer of a check: `domain:name avail` and `domain:reason`.
    pub fn of_check(available: bool, reason: Option<&str>) -> Self {
        if available {
            return Self::Available;
        }
        match reason.map(UnavailableReason::from_word) {
            Some(UnavailableReason::Enqueued) => Self::Enqueued,
            Some(UnavailableReason::OfferedOnWaitingList) => Self::OfferedOnWaitingList,
            Some(UnavailableReason::Other(words)) => Self::Other(words),
            Some(UnavailableReason::InUse) | None => Self::InUse,
        }
    }

    /// Whether an application has a chance.
    pub(super) const fn may_be_applied_for(&self, has_code: bool) -> bool {
        match self {
            Self::Available | Self::Enqueued | Self::Unanswered(_) => true,
            Self::OfferedOnWaitingList => has_code,
            Self::InUse | Self::Other(_) => false,
        }
    }
}
