//! Redemption grace period (RFC 3915).

/// Status of a domain that can still be restored. The registry's domains in that state carry `pendingDelete` as well.
pub const REDEMPTION_PERIOD: &str = "redemptionPeriod";
